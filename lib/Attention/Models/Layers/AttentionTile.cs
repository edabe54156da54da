using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace Attention.Models.Layers;

/// <summary>The innermost part of <see cref="TiledAttention"/>: sixty-four queries of a head, side by side in four vectors. Each number of
/// a key, of a value or of a weight stands for all of them.</summary>
/// <param name="hd">Numbers of a query, a multiple of sixteen.</param>
/// <param name="keys">How many keys the last of them may see, a multiple of sixteen.</param>
internal readonly unsafe struct AttentionTile(int hd, int keys)
{
    private const int Rows = ProductTile.Rows, Lanes = ProductTile.Lanes;

    // weights that are summed before their sum is added to that of those before
    private const int SummedTogether = ProductTile.SummedTogether;

    /// <summary>Softmax of how they fit the keys, and what they gather.</summary>
    /// <param name="q">The queries, scaled, [hd, 64].</param>
    /// <param name="k">The head's keys, [keys, hd].</param>
    /// <param name="v">Its values, [hd, ...].</param>
    /// <param name="stride">From a row of these to the next.</param>
    /// <param name="first">The position of the first query.</param>
    /// <param name="window">How many keys up to its own a query sees; 0 for all.</param>
    /// <param name="weights">Where the weights of the keys go, [keys, 64].</param>
    /// <param name="gathered">Where what they gather goes, [hd, 64].</param>
    public void Attend(float* q, float* k, float* v, int stride, int first, int window, float* weights, float* gathered)
    {
        Compare(q, k, weights);
        Hide(weights, first, window);
        for (var group = 0; group < Rows; group += Lanes) Softmax(weights + group);
        Gather(weights, v, stride, gathered);
    }

    private void Compare(float* q, float* k, float* scores)
    {
        new Span<float>(scores, keys * Rows).Clear();
        for (var key = 0; key < keys; key += 4, k += 4L * hd)
            ProductTile.AddOfRows(q, k, hd, hd, scores + key * Rows, next: k + 4L * hd);
    }

    /// <summary>Keys that come after a query, and those before its window.</summary>
    private void Hide(float* scores, int first, int window)
    {
        var nothing = Create(float.NegativeInfinity);
        for (var key = window > 0 ? 0 : first; key < keys; key++)
            for (var group = 0; group < Rows; group += Lanes)
            {
                var row = Create(group) + CreateSequence(0, 1);
                var hidden = LessThan(row, Create(key - first));
                if (window > 0) hidden |= GreaterThanOrEqual(row, Create(key - first + window));
                var at = scores + key * Rows + group;
                ConditionalSelect(hidden.AsSingle(), nothing, Load(at)).Store(at);
            }
    }

    /// <summary>Of sixteen queries, [keys, 64] read and written in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Softmax(float* scores)
    {
        var end = scores + (long)keys * Rows;
        var most = Load(scores);
        for (var at = scores + Rows; at < end; at += Rows) most = Max(most, Load(at));
        var sum = Vector512<float>.Zero;
        for (var from = scores; from < end; from += SummedTogether * Rows)
        {
            var part = Vector512<float>.Zero;
            for (var at = from; at < end && at < from + SummedTogether * Rows; at += Rows)
            {
                var weight = Exp(Load(at) - most);
                weight.Store(at);
                part += weight;
            }
            sum += part;
        }
        var share = Vector512<float>.One / sum;
        for (var at = scores; at < end; at += Rows) (Load(at) * share).Store(at);
    }

    private void Gather(float* weights, float* v, int stride, float* sums)
    {
        new Span<float>(sums, hd * Rows).Clear();
        for (var from = 0; from < keys; from += SummedTogether)
            for (var number = 0; number < hd; number += 4)
            {
                var values = v + (long)number * stride + from;
                ProductTile.AddOfRows(weights + from * Rows, values, Math.Min(SummedTogether, keys - from), stride, sums + number * Rows,
                    values + 4L * stride);
            }
    }
}
