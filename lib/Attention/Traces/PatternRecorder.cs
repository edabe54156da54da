using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Traces;

/// <summary>Keeps the patterns of chosen layers and heads, some rows at a time: each weight is written once, where it stays.</summary>
/// <param name="layers">The layers, ascending.</param>
/// <param name="heads">The heads of each.</param>
/// <param name="lengths">How many tokens of each sequence are real.</param>
internal sealed class PatternRecorder(int[] layers, int[] heads, params int[] lengths) : IPlacedHook, IPatternStore, IDisposable
{
    private readonly HostBuffer host = new();
    private readonly float[][][] weights = [.. lengths.Select(_ => new float[layers.Length * heads.Length][])];

    /// <summary>The patterns of a sequence, layer by layer and in each head by head.</summary>
    public IReadOnlyList<AttentionPattern> Patterns(int sequence) =>
        [.. weights[sequence].Select(each => new AttentionPattern(lengths[sequence], each))];

    public bool OnlyReads => true;

    public void CheckPlaces(TransformerConfig config) { }    // Tracing has checked them

    public bool Reads(int layer) => Array.BinarySearch(layers, layer) >= 0;

    public void Read(int layer, Tensor rows, long first)
    {
        var place = Array.BinarySearch(layers, layer);
        foreach (var (b, length) in lengths.Index())
        {
            var (count, keys) = (Math.Min(rows.shape[2], length - first), Math.Min(rows.shape[3], length));
            if (count <= 0) continue;
            var kept = weights[b].AsSpan(place * heads.Length, heads.Length);
            if (first == 0) Reserve(kept, length, isFilled: count == length && keys == length);
            rows[b].narrow(1, 0, count).narrow(2, 0, keys).CopyRows(heads, kept, length, first, host);
        }
    }

    public void Reserve(int layer)
    {
        var place = Array.BinarySearch(layers, layer);
        foreach (var (b, length) in lengths.Index())
            Reserve(weights[b].AsSpan(place * heads.Length, heads.Length), length, isFilled: false);
    }

    public (float[] Weights, int Length)? PlaceOf(int layer, int sequence, int head)
    {
        var (row, place) = (Array.BinarySearch(layers, layer), Array.BinarySearch(heads, head));
        return place < 0 ? null : (weights[sequence][row * heads.Length + place], lengths[sequence]);
    }

    public void Dispose() => host.Dispose();

    /// <summary>Zeros stand for keys that come after all queries of a piece; memory that is new to the process is zero and is not touched
    /// for them.</summary>
    private static void Reserve(Span<float[]> kept, int length, bool isFilled)
    {
        foreach (ref var pattern in kept)
            pattern = isFilled ? GC.AllocateUninitializedArray<float>(length * length) : new float[length * length];
    }
}
