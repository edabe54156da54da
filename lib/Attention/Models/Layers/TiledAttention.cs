using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;

namespace Attention.Models.Layers;

/// <summary>
/// Causal attention in fp32 by AVX-512, sixty-four queries of a head at a time: how they fit each key, the softmax, and what they gather
/// stay in a core's cache, and keys that come after them are left out. A whole pattern is never held; who wants to see it gets its rows.
/// </summary>
internal static unsafe class TiledAttention
{
    private const int Rows = ProductTile.Rows;
    private const int RowsRead = 2 * Rows;

    /// <summary>Whether attention of this kind is computed here: what is learned goes by libtorch, which knows the gradient.</summary>
    /// <param name="config">The shape.</param>
    /// <param name="heads">Heads of all sequences together.</param>
    /// <param name="tokens">How many each sequence has; the rows that are read of all heads together have to fit into 2 GB.</param>
    public static bool Serves(TransformerConfig config, long heads, long tokens) => Avx512F.IsSupported && !is_grad_enabled()
        && config is { Causal: true, AttentionSoftCap: null } && config.HeadDim % ProductTile.Lanes == 0
        && Math.Max(RowsRead, config.HeadDim) * heads * tokens <= int.MaxValue / sizeof(float);

    /// <summary>What each query gathers from the values before it and its own.</summary>
    /// <param name="shape">How many heads.</param>
    /// <param name="q">Queries, scaled, [B KV, G, T, hd].</param>
    /// <param name="k">Keys, [B KV, T, hd].</param>
    /// <param name="v">Values, [B KV, T, hd].</param>
    /// <param name="layer">The layer.</param>
    /// <param name="reader">Who reads its patterns, or what their rows sum up to; null for nobody.</param>
    /// <returns>[B KV, G, T, hd].</returns>
    public static Tensor Of(HeadShape shape, Tensor q, Tensor k, Tensor v, int layer, IPatternRows? reader)
    {
        var padded = AttentionHeads.PaddedTo(shape.T);
        q = q.contiguous();
        // no key or value is missing from the last sixteen
        var keys = Padded(k, padded);                                                                       // [B KV, padded, hd]
        var values = Padded(v, padded).transpose(1, 2).contiguous();                                        // [B KV, hd, padded]
        var gathered = empty(q.shape);
        Run(new HeadsInRows(q.Address(), gathered.Address(), shape, keys.Address(), values.Address()), layer, reader);
        foreach (var tensor in new[] { q, keys, values, gathered }) GC.KeepAlive(tensor);
        return gathered;
    }

    /// <summary>Attention of all queries of all heads.</summary>
    /// <param name="all">The heads.</param>
    /// <param name="layer">Their layer.</param>
    /// <param name="reader">Who reads or keeps its patterns, or what their rows sum up to; null for nobody.</param>
    public static void Run(AttentionHeads all, int layer, IPatternRows? reader)
    {
        var (shape, T) = (all.Shape, all.Shape.T);
        if (reader is null) Share(all, 0, T, null);
        else if (reader is IPatternSums summing)
        {
            var sums = new PatternSums(shape.B, shape.H, T, summing.Diagonals);
            Share(all, 0, T, sums.Put);
            summing.Read(layer, sums);
        }
        else if (reader is IPatternStore store)
        {
            store.Reserve(layer);
            Share(all, 0, T, tile => Keep(tile, store.PlaceOf(layer, tile.Head / shape.H, tile.Head % shape.H)));
        }
        else
            for (var first = 0; first < T; first += RowsRead) ReadRows(all, layer, reader, first, Math.Min(RowsRead, T - first));
    }

    private static void Keep(TileWeights tile, (float[] Weights, int Length)? place)
    {
        // what lies behind the last token of a shorter sequence is padding
        if (place is { } kept && tile.First < kept.Length)
            fixed (float* to = &kept.Weights[(long)tile.First * kept.Length])
                tile.CopyTo(to, kept.Length, Math.Min(tile.Count, kept.Length - tile.First));
    }

    private static void ReadRows(AttentionHeads all, int layer, IPatternRows reader, int first, int count)
    {
        var width = first + count;
        using var rows = zeros(all.Shape.B, all.Shape.H, count, width);
        var to = rows.Address();
        Share(all, first, count, tile => tile.CopyTo(to + ((long)tile.Head * count + tile.First - first) * width, width, tile.Count));
        reader.Read(layer, rows, first);
    }

    private static Tensor Padded(Tensor x, int length) => x.shape[1] == length
        ? x.contiguous()
        : cat([x, zeros(x.shape[0], length - x.shape[1], x.shape[2])], 1);

    /// <summary>Shares some rows of all heads among the threads, the last ones first: they see the most keys.</summary>
    private static void Share(AttentionHeads all, int first, int count, Action<TileWeights>? keep)
    {
        var (tiles, heads) = ((count + Rows - 1) / Rows, all.Shape.B * all.Shape.H);
        SharedWork.Do(tiles * heads, 2L * heads * count * (first + count) * all.Shape.Hd,
            piece => all.Attend(piece % heads, first + (tiles - 1 - piece / heads) * Rows, keep));
    }

    /// <summary>Queries and what they gather, row by row, [heads, T, hd].</summary>
    private sealed class HeadsInRows(float* q, float* gathered, HeadShape shape, float* keys, float* values)
        : AttentionHeads(shape, keys, values)
    {
        protected override void Take(int head, int first, int count, float* queries)
        {
            var from = q + ((long)head * Shape.T + first) * Shape.Hd;
            for (var row = 0; row < Rows; row += ProductTile.Lanes)
                TurnedRows.Turn(from + (long)row * Shape.Hd, Math.Clamp(count - row, 0, ProductTile.Lanes), Shape.Hd, queries + row, Rows);
        }

        protected override void Give(int head, int first, int count, float* columns) => TurnedRows.Back(columns, Rows,
            gathered + ((long)head * Shape.T + first) * Shape.Hd, Shape.Hd, count, Shape.Hd);
    }
}
