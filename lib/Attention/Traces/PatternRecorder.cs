using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Traces;

/// <summary>A hook that copies the patterns of chosen layers and heads.</summary>
/// <param name="layers">The layers, ascending.</param>
/// <param name="heads">The heads of each.</param>
/// <param name="lengths">How many tokens of each sequence are real.</param>
internal sealed class PatternRecorder(int[] layers, int[] heads, params int[] lengths) : IPlacedHook
{
    private readonly AttentionPattern[][] patterns = [.. lengths.Select(_ => new AttentionPattern[layers.Length * heads.Length])];

    /// <summary>The patterns of a sequence, layer by layer and in each head by head.</summary>
    public IReadOnlyList<AttentionPattern> Patterns(int sequence) => patterns[sequence];

    public bool OnlyReads => true;

    public void CheckPlaces(TransformerConfig config) { }    // Tracing has checked them

    public Tensor Hook(HookPoint point, int layer, Tensor value)
    {
        if (point != HookPoint.Pattern || Array.BinarySearch(layers, layer) is var row && row < 0) return value;
        foreach (var (b, length) in lengths.Index())
        {
            var real = length == value.shape[^1] ? value[b] : value[b].narrow(1, 0, length).narrow(2, 0, length);      // [H, T, T]
            foreach (var (h, weights) in real.Rows(heads).Index()) patterns[b][row * heads.Length + h] = new(length, weights);
        }
        return value;
    }
}
