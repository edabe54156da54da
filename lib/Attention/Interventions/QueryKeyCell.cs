using Attention.Models;
using Attention.Models.Layers;
using Attention.Tokens;

namespace Attention.Interventions;

/// <summary>Why one token attends to another: the score of one cell as the sum over the numbers of query and key (BertViz's neuron view,
/// Vig 2019), by content and by rotary phase.</summary>
/// <param name="Text">The tokens.</param>
/// <param name="Head">The head.</param>
/// <param name="Query">Position of the token that looks.</param>
/// <param name="Key">Position of the token that is looked at.</param>
/// <param name="QueryVector">The query after the rotary turn, hd numbers.</param>
/// <param name="KeyVector">The key after the rotary turn, hd numbers.</param>
/// <param name="Products">Query times key times the model's scale, 1 / sqrt(hd) in most, hd numbers; they sum to the score.</param>
/// <param name="Score">The score before the softmax, and before a soft cap where the model has one.</param>
/// <param name="Weight">The attention weight 0-1.</param>
/// <param name="Pairs">The products by rotary pair, hd / 2 of them; they sum to the score. With learned positions the phase is 0.</param>
public sealed record QueryKeyCell(TokenizedText Text, HeadIndex Head, int Query, int Key, IReadOnlyList<float> QueryVector,
    IReadOnlyList<float> KeyVector, IReadOnlyList<double> Products, double Score, double Weight, IReadOnlyList<RotaryPair> Pairs)
{
    /// <summary>Takes one cell of a pattern apart.</summary>
    /// <param name="model">The model.</param>
    /// <param name="text">The text; the model's default token goes in front.</param>
    /// <param name="head">The head.</param>
    /// <param name="query">Position of the token that looks.</param>
    /// <param name="key">Position of the token that is looked at, not after the query in a causal model.</param>
    /// <returns>The cell.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A position is not in the text, or the key is after the query.</exception>
    public static QueryKeyCell Of(LanguageModel model, string text, HeadIndex head, int query, int key)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Of(model, model.Tokenizer.Encode(text), head, query, key);
    }

    /// <summary>Takes one cell of a pattern apart.</summary>
    /// <param name="model">The model.</param>
    /// <param name="text">The tokens.</param>
    /// <param name="head">The head.</param>
    /// <param name="query">Position of the token that looks.</param>
    /// <param name="key">Position of the token that is looked at, not after the query in a causal model.</param>
    /// <returns>The cell.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A position is not in the text, or the key is after the query.</exception>
    public static QueryKeyCell Of(LanguageModel model, TokenizedText text, HeadIndex head, int query, int key)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(text);
        HeadIndexException.ThrowIfOutside(head, model.Config);
        ArgumentOutOfRangeException.ThrowIfNegative(key);
        if (model.Config.Causal) ArgumentOutOfRangeException.ThrowIfGreaterThan(key, query);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(key, text.Tokens.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(query, text.Tokens.Count);
        using var use = model.Use();
        using var cache = new ActivationCache([HookPoint.Q, HookPoint.K, HookPoint.AttnScores, HookPoint.Pattern], head.Layer);
        use.Forward(text, cache.Hook);
        float[] Numbers(HookPoint point, int row, int position) => cache[point, head.Layer][0, row, position].Floats();
        var (q, k) = (Numbers(HookPoint.Q, head.Head, query), Numbers(HookPoint.K, head.Head / model.Config.QueriesPerKey, key));
        var (frequencies, scale, turned) = (Rotary.FrequenciesOf(model.Config, head.Layer), model.Config.ScoreScale,
            model.Config.TurnedNumbers);
        double[] products = [.. q.Zip(k, (a, b) => a * b * scale)];
        var score = model.Config.AttentionSoftCap is null ? Numbers(HookPoint.AttnScores, head.Head, query)[key] : products.Sum();
        return new QueryKeyCell(
            text, head, query, key, q, k, products, score, Numbers(HookPoint.Pattern, head.Head, query)[key],
            [.. Enumerable.Range(0, q.Length / 2)
                .Select(pair => Pair(pair, PlacesOf(pair, turned, q.Length), frequencies[pair], query - key, q, k, scale))]);
    }

    /// <summary>The two numbers of a pair: they lie half of the turned part apart, and pairs of the rest half of the rest.</summary>
    private static (int First, int Second) PlacesOf(int pair, int turned, int width) =>
        pair < turned / 2 ? (pair, pair + turned / 2) : (pair + turned / 2, pair + width / 2);

    private static RotaryPair Pair(int pair, (int First, int Second) at, double frequency, int distance, float[] q, float[] k, double scale)
    {
        var (q0, q1, k0, k1) = ((double)q[at.First], (double)q[at.Second], (double)k[at.First], (double)k[at.Second]);
        var (dot, cross) = (q0 * k0 + q1 * k1, q1 * k0 - q0 * k1);
        var turn = frequency * distance;                                   // how much further the query has been turned than the key
        return new RotaryPair(pair, 2 * Math.PI / frequency, dot * scale, (dot * Math.Cos(turn) + cross * Math.Sin(turn)) * scale,
            Math.Sqrt((q0 * q0 + q1 * q1) * (k0 * k0 + k1 * k1)) * scale);
    }
}
