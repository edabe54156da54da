// Frobenius norms of products of low-rank matrices, by the trace of small ones: with A = P X R, norm(A)^2 = sum of (P'P) X (R R') times X,
// all hd x hd.
using Attention.Measures;
using Attention.Models;
using Course.Files;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>How strongly the weights of two heads are made for each other (Elhage et al. 2021). Norm weights are folded in; the rotary turn
/// is left out, as for a query and a key at one position.</summary>
public static class Composition
{
    /// <summary>Composition score of two heads: norm(W_later W_OV) / (norm(W_later) norm(W_OV)), W_later being W_QK' for Q, W_QK for K and
    /// W_OV for V; Frobenius norms, no D x D matrix is made.</summary>
    /// <param name="model">The model.</param>
    /// <param name="from">The earlier head.</param>
    /// <param name="to">The later head.</param>
    /// <param name="kind">Into its queries, keys or values. Heads that share a key/value head have the same K.</param>
    /// <returns>0 to 1; compare with <see cref="Baseline"/>.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    /// <exception cref="ArgumentException"><paramref name="to"/> is not in a later layer.</exception>
    public static double Score(LanguageModel model, HeadIndex from, HeadIndex to, CompositionKind kind)
    {
        ArgumentNullException.ThrowIfNull(model);
        foreach (var head in new[] { from, to }) HeadIndexException.ThrowIfOutside(head, model.Config);
        if (to.Layer <= from.Layer)
            throw new ArgumentException($"Head {to} cannot read what head {from} writes: it is not in a later layer.", nameof(to));
        using var use = model.Use();
        var (a, b) = (HeadWeights.Of(model, from), HeadWeights.Of(model, to));
        var (outside, reads) = kind switch
        {
            CompositionKind.Q => (b.K, b.Q),
            CompositionKind.K => (b.Q, b.K),
            _ => (b.O.t(), b.V),
        };
        var (gramOut, gramIn) = (outside.mm(outside.t()), a.V.mm(a.V.t()));                                  // [hd, hd]
        var product = Norm(gramOut, reads.mm(a.O), gramIn);
        var later = Norm(gramOut, eye(reads.shape[0], device: model.Device), reads.mm(reads.t()));
        var earlier = Norm(a.O.t().mm(a.O), eye(reads.shape[0], device: model.Device), gramIn);
        return later * earlier == 0 ? 0 : product / (later * earlier);
    }

    /// <summary>The composition of every earlier head with one later head.</summary>
    /// <param name="model">The model.</param>
    /// <param name="to">The later head.</param>
    /// <param name="kind">Into its queries, keys or values.</param>
    /// <returns>A table; heads that are not in an earlier layer are NaN.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    /// <exception cref="WrongUseException">The head is in the first layer.</exception>
    public static HeadScoreTable Into(LanguageModel model, HeadIndex to, CompositionKind kind)
    {
        ArgumentNullException.ThrowIfNull(model);
        HeadIndexException.ThrowIfOutside(to, model.Config);
        if (to.Layer == 0)
            throw new WrongUseException($"Head {to} is in the first layer: no head comes before it, whose output it could read.");
        var scores = new float[model.Config.NumHiddenLayers, model.Config.NumAttentionHeads];
        foreach (var head in model.Config.AllHeads())
            scores[head.Layer, head.Head] = head.Layer < to.Layer ? (float)Score(model, head, to, kind) : float.NaN;
        return new HeadScoreTable($"{char.ToLowerInvariant(kind.ToString()[0])}_composition", model.Title, scores);
    }

    /// <summary>The null: composition scores of random pairs of heads.</summary>
    /// <param name="model">The model.</param>
    /// <param name="kind">Into queries, keys or values.</param>
    /// <param name="pairs">How many pairs.</param>
    /// <param name="seed">Same seed, same pairs.</param>
    /// <returns>Mean and standard deviation over the pairs.</returns>
    /// <exception cref="ArgumentException">The model has one layer.</exception>
    public static (double Mean, double Deviation) Baseline(LanguageModel model, CompositionKind kind, int pairs = 200, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(pairs, 1);
        if (model.Config.NumHiddenLayers < 2)
            throw new ArgumentException($"{model.Title} has one layer: no head reads another.", nameof(model));
        var random = new Random(seed);
        HeadIndex Head(int layer) => new(layer, random.Next(model.Config.NumAttentionHeads));
        var scores = Enumerable.Range(0, pairs).Select(_ =>
        {
            var layers = random.GetItems([.. Enumerable.Range(0, model.Config.NumHiddenLayers)], 2);
            if (layers[0] == layers[1]) layers = layers[0] == 0 ? [0, 1] : [layers[0] - 1, layers[0]];
            return Score(model, Head(layers.Min()), Head(layers.Max()), kind);
        }).ToArray();
        var mean = scores.Average();
        return (mean, Math.Sqrt(scores.Average(score => (score - mean) * (score - mean))));
    }

    /// <summary>Norm of a product P X R, given P'P, X and R R'.</summary>
    private static double Norm(Tensor left, Tensor x, Tensor right) =>
        Math.Sqrt(Math.Max(0, left.mm(x).mm(right).mul(x).sum().Number()));
}
