using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Traces;

/// <summary>A hook that copies the patterns of chosen layers and heads.</summary>
internal sealed class PatternRecorder(int[] layers, int[] heads) : IPlacedHook
{
    private readonly AttentionPattern[] patterns = new AttentionPattern[layers.Length * heads.Length];

    /// <summary>Layer by layer and in each head by head.</summary>
    public IReadOnlyList<AttentionPattern> Patterns => patterns;

    public bool OnlyReads => true;

    public void CheckPlaces(TransformerConfig config) { }    // Tracing has checked them

    public Tensor Hook(HookPoint point, int layer, Tensor value)
    {
        if (point != HookPoint.Pattern || Array.BinarySearch(layers, layer) is var row && row < 0) return value;
        foreach (var (h, weights) in value[0].Rows(heads).Index())    // [H, T, T]
            patterns[row * heads.Length + h] = new((int)value.shape[^1], weights);
        return value;
    }
}
