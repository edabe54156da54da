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

    /// <summary>Kinds of sums over a query's weights a, each without key 0: of a; of a times how far back it looks; of -a log a; and the
    /// largest weight of all.</summary>
    public const int Sums = 4;

    /// <summary>Softmax of how they fit the keys, and what they gather.</summary>
    /// <param name="q">The queries, scaled, [hd, 64].</param>
    /// <param name="k">The head's keys, [keys, hd].</param>
    /// <param name="v">Its values, [hd, ...].</param>
    /// <param name="stride">From a row of these to the next.</param>
    /// <param name="first">The position of the first query.</param>
    /// <param name="window">How many keys up to its own a query sees; 0 for all.</param>
    /// <param name="weights">Where the weights of the keys go, [keys, 64].</param>
    /// <param name="sums">Where their sums go, [4, 64].</param>
    /// <param name="gathered">Where what they gather goes, [hd, 64].</param>
    public void Attend(float* q, float* k, float* v, int stride, int first, int window, float* weights, float* sums, float* gathered)
    {
        Compare(q, k, weights);
        Hide(weights, first, window);
        for (var lane = 0; lane < Rows; lane += Lanes) Softmax(weights + lane, sums + lane, first, lane);
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
    private void Softmax(float* scores, float* sums, int first, int lane)
    {
        var most = Load(scores);
        for (var key = 1; key < keys; key++) most = Max(most, Load(scores + (long)key * Rows));
        var (sum, spread) = Exponentials(scores, most);
        var share = Vector512<float>.One / sum;
        var (rest, places) = Divide(scores, share, first);
        rest.Store(sums);
        (rest * (Create((float)lane) + CreateSequence(0f, 1f)) - places).Store(sums + Rows);
        (Log(sum) * rest - spread * share).Store(sums + 2 * Rows);
        share.Store(sums + 3 * Rows);                                                       // the largest exponential is 1
    }

    /// <summary>Puts exp(d) in place of each score, d being how far it lies below the highest.</summary>
    /// <returns>The sum of exp(d), and without key 0 that of exp(d) d.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (Vector512<float> Sum, Vector512<float> Spread) Exponentials(float* scores, Vector512<float> most)
    {
        var nothing = Create(-200f);                                                        // its exponential is 0, and so is their product
        var (sum, spread) = (Exp(Max(Load(scores) - most, nothing)), Vector512<float>.Zero);
        sum.Store(scores);
        for (var from = 1; from < keys; from += SummedTogether)
        {
            Vector512<float> part = default, spreadPart = default;
            for (var key = from; key < Math.Min(keys, from + SummedTogether); key++)
            {
                var below = Max(Load(scores + (long)key * Rows) - most, nothing);
                var weight = Exp(below);
                weight.Store(scores + (long)key * Rows);
                part += weight;
                spreadPart += weight * below;
            }
            sum += part;
            spread += spreadPart;
        }
        return (sum, spread);
    }

    /// <summary>Makes weights of exponentials.</summary>
    /// <returns>The sums of weights, and of weights times places, without key 0. Places count from the first query, so that far from the
    /// beginning of a text the difference of two places keeps its digits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (Vector512<float> Later, Vector512<float> Places) Divide(float* scores, Vector512<float> share, int first)
    {
        (Load(scores) * share).Store(scores);
        Vector512<float> rest = default, places = default;
        for (var from = 1; from < keys; from += SummedTogether)
        {
            Vector512<float> part = default, placesPart = default;
            for (var key = from; key < Math.Min(keys, from + SummedTogether); key++)
            {
                var weight = Load(scores + (long)key * Rows) * share;
                weight.Store(scores + (long)key * Rows);
                part += weight;
                placesPart += weight * Create((float)(key - first));
            }
            rest += part;
            places += placesPart;
        }
        return (rest, places);
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
