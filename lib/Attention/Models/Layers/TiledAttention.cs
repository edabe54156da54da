using static TorchSharp.torch;

namespace Attention.Models.Layers;

/// <summary>
/// Causal attention in fp32 by AVX-512, sixty-four queries of a head at a time: how they fit each key, the softmax, and what they gather
/// stay in a core's cache, and keys that come after them are left out. A whole pattern is never held; who wants to see it gets its rows.
/// </summary>
internal static unsafe class TiledAttention
{
    private const int Rows = ProductTile.Rows, Lanes = ProductTile.Lanes;
    private const int RowsRead = 2 * Rows;

    /// <summary>Whether attention of this kind is computed here: what is learned goes by libtorch, which knows the gradient.</summary>
    /// <param name="config">The shape.</param>
    /// <param name="queries">All queries, [..., hd]; the rows that are read of them together have to fit into 2 GB.</param>
    public static bool Serves(TransformerConfig config, Tensor queries) => config is { Causal: true, AttentionSoftCap: null }
        && config.HeadDim % Lanes == 0 && LinearProduct.IsTiledFor(queries)
        && Math.Max(queries.numel() / config.HeadDim * RowsRead, queries.numel()) <= int.MaxValue / sizeof(float);

    /// <summary>What each query gathers from the values before it and its own.</summary>
    /// <param name="q">Queries, scaled, [groups, G, T, hd]: the heads of a group share keys and values.</param>
    /// <param name="k">Keys, [groups, T, hd].</param>
    /// <param name="v">Values, [groups, T, hd].</param>
    /// <param name="window">How many keys up to its own a query sees; 0 for all.</param>
    /// <param name="read">Is given rows of all heads, [groups, G, rows, keys], and the position of the first; null for nobody.</param>
    /// <returns>[groups, G, T, hd].</returns>
    public static Tensor Of(Tensor q, Tensor k, Tensor v, int window, Action<Tensor, long>? read)
    {
        var (groups, G, T, hd) = ((int)q.shape[0], (int)q.shape[1], (int)q.shape[2], (int)q.shape[3]);
        var padded = (T + Lanes - 1) / Lanes * Lanes;
        q = q.contiguous();
        // no key or value is missing from the last sixteen
        var keys = Padded(k, padded);                                                                       // [groups, padded, hd]
        var values = Padded(v, padded).transpose(1, 2).contiguous();                                        // [groups, hd, padded]
        var gathered = empty(q.shape);
        var all = new Heads(q.Address(), keys.Address(), values.Address(), gathered.Address(), G, T, padded, hd, window);
        if (read is null) Share(all, groups * G, 0, T, null);
        else
            for (var first = 0; first < T; first += RowsRead)
            {
                var count = Math.Min(RowsRead, T - first);
                using var rows = empty(groups, G, count, first + count);
                Share(all, groups * G, first, count, rows);
                read(rows, first);
            }
        foreach (var tensor in new[] { q, keys, values, gathered }) GC.KeepAlive(tensor);
        return gathered;
    }

    private static Tensor Padded(Tensor x, int length) => x.shape[1] == length
        ? x.contiguous()
        : cat([x, zeros(x.shape[0], length - x.shape[1], x.shape[2])], 1);

    /// <summary>Shares some rows of all heads among the threads, the last ones first: they see the most keys.</summary>
    private static void Share(Heads all, int heads, int first, int count, Tensor? rows)
    {
        var tiles = (count + Rows - 1) / Rows;
        var width = first + count;
        var to = rows is null ? null : rows.Address();
        SharedWork.Do(tiles * heads, heads * all.MultiplicationsOf(count, width), piece =>
        {
            var (head, tile) = (piece % heads, (tiles - 1 - piece / heads) * Rows);
            all.Attend(head, first + tile, to is null ? null : to + ((long)head * count + tile) * width, width);
        });
        GC.KeepAlive(rows);
    }

    /// <summary>Where everything lies: queries and what they gather [H, T, hd], keys [groups, padded, hd], values
    /// [groups, hd, padded].</summary>
    private sealed class Heads(float* q, float* k, float* v, float* gathered, int G, int T, int padded, int hd, int window)
    {
        /// <summary>Multiplications for some queries of a head that see at most some keys.</summary>
        public long MultiplicationsOf(int queries, int keys) => 2L * queries * keys * hd;

        /// <summary>Up to sixty-four queries of a head.</summary>
        /// <param name="head">The head, counted through all groups.</param>
        /// <param name="first">The first query.</param>
        /// <param name="rows">Where their rows of the pattern go; null for nowhere.</param>
        /// <param name="width">Numbers of such a row.</param>
        public void Attend(int head, int first, float* rows, int width)
        {
            var here = ((long)head * T + first) * hd;
            var group = (long)(head / G) * padded * hd;
            new AttentionTile(Math.Min(Rows, T - first), hd, Math.Min(padded, first + Rows))
                .Attend(q + here, k + group, v + group, padded, first, window, gathered + here, rows, width);
        }
    }
}
