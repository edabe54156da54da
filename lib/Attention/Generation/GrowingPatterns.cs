using Attention.Models;
using Attention.Traces;
using static TorchSharp.torch;

namespace Attention.Generation;

/// <summary>A hook that keeps every row of attention while a text grows token by token.</summary>
/// <param name="config">The shape of the model.</param>
internal sealed class GrowingPatterns(TransformerConfig config) : IPlacedHook
{
    private readonly List<float[]>[] rows = [.. Enumerable.Range(0, config.HeadCount).Select(_ => new List<float[]>())];

    public bool OnlyReads => true;

    public void CheckPlaces(TransformerConfig of) { }

    public Tensor Hook(HookPoint point, int layer, Tensor value)
    {
        if (point != HookPoint.Pattern) return value;
        var (H, T) = ((int)value.shape[1], (int)value.shape[2]);                                  // [1, H, T, keys]
        foreach (var (i, row) in value[0].reshape(H * T, -1).Rows(Enumerable.Range(0, H * T)).Index()) rows[layer * H + i / T].Add(row);
        return value;
    }

    /// <summary>The patterns of all tokens, layer by layer and in each head by head.</summary>
    public IReadOnlyList<AttentionPattern> Patterns() => [.. rows.Select(Square)];

    private static AttentionPattern Square(List<float[]> rows)
    {
        var T = rows.Count;
        var weights = new float[T * T];
        foreach (var (t, row) in rows.Index()) row.CopyTo(weights, t * T);
        return new(T, weights);
    }
}
