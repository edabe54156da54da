using System.Buffers;

namespace Attention.Models.Layers;

/// <summary>The heads that <see cref="TiledAttention"/> runs, wherever their queries lie.</summary>
/// <param name="shape">How many.</param>
/// <param name="keys">[B KV, padded, hd], as many as <see cref="PaddedTo"/> says.</param>
/// <param name="values">[B KV, hd, padded].</param>
internal abstract unsafe class AttentionHeads(HeadShape shape, float* keys, float* values)
{
    private const int Rows = ProductTile.Rows, Lanes = ProductTile.Lanes;

    /// <summary>How many.</summary>
    public HeadShape Shape => shape;

    /// <summary>Keys, [B KV, padded, hd].</summary>
    protected float* Keys => keys;

    /// <summary>Values, [B KV, hd, padded].</summary>
    protected float* Values => values;

    /// <summary>Tokens with those that fill the last sixteen.</summary>
    public static int PaddedTo(int tokens) => (tokens + Lanes - 1) / Lanes * Lanes;

    /// <summary>Up to sixty-four queries of a head.</summary>
    /// <param name="head">The head, counted through all sequences.</param>
    /// <param name="first">The first query.</param>
    /// <param name="keep">Is given their weights, before they are forgotten; null for nobody.</param>
    public void Attend(int head, int first, Action<TileWeights>? keep)
    {
        var padded = PaddedTo(shape.T);
        var (hd, seen, count) = (shape.Hd, Math.Min(padded, first + Rows), Math.Min(Rows, shape.T - first));
        var group = (long)(head / shape.G) * padded * hd;
        var pooled = ArrayPool<float>.Shared.Rent((2 * hd + AttentionTile.Sums + seen) * Rows + Lanes);
        fixed (float* start = pooled)
        {
            var queries = ProductTile.Aligned(start);                                                       // [hd, 64]
            float* gathered = queries + hd * Rows, sums = gathered + hd * Rows, weights = sums + AttentionTile.Sums * Rows;
            Take(head, first, count, queries);
            new AttentionTile(hd, seen)
                .Attend(queries, keys + group, values + group, padded, first, shape.Window, weights, sums, gathered);
            Give(head, first, count, gathered);
            keep?.Invoke(new(head, first, count, seen, weights, sums));
        }
        ArrayPool<float>.Shared.Return(pooled);
    }

    /// <summary>Fetches queries.</summary>
    /// <param name="head">Whose.</param>
    /// <param name="first">The position of the first.</param>
    /// <param name="count">How many; zeros stand for those that are not there.</param>
    /// <param name="queries">Where they go, scaled, [hd, 64].</param>
    protected abstract void Take(int head, int first, int count, float* queries);

    /// <summary>Keeps what queries have gathered.</summary>
    /// <param name="head">Whose.</param>
    /// <param name="first">The position of the first.</param>
    /// <param name="count">How many.</param>
    /// <param name="gathered">[hd, 64].</param>
    protected abstract void Give(int head, int first, int count, float* gathered);
}
