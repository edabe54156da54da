using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>
/// What a head does to the prediction of the very token that it looks at, as it meets that token in a run: the OV circuit applied to the
/// stream of its layer after [BOS] token, in place of the bare embedding (McDougall et al. 2023 ask the same of GPT-2).
/// </summary>
/// <param name="Copied">The share of tokens that are among the likeliest few of the vocabulary then, 0-1.</param>
/// <param name="Suppressed">The share of tokens that are among the unlikeliest few, 0-1.</param>
public readonly record struct OwnTokenEffect(double Copied, double Suppressed)
{
    private const int Rows = 128;       // tokens at a time: logits are [128, V]

    /// <summary>Measures a head.</summary>
    /// <param name="model">The model.</param>
    /// <param name="head">Its address.</param>
    /// <param name="sample">How many random tokens.</param>
    /// <param name="few">How many of the vocabulary count as the likeliest or unlikeliest few.</param>
    /// <param name="seed">Same seed, same tokens.</param>
    /// <returns>The two shares.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    public static OwnTokenEffect Of(LanguageModel model, HeadIndex head, int sample = 200, int few = 10, int seed = 1) =>
        Of(model, [head], sample, few, seed)[0];

    /// <summary>Measures several heads; the model runs once for all of them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="heads">Their addresses.</param>
    /// <param name="sample">How many random tokens.</param>
    /// <param name="few">How many of the vocabulary count as the likeliest or unlikeliest few.</param>
    /// <param name="seed">Same seed, same tokens.</param>
    /// <returns>The two shares of each head, in the order of the heads.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    public static IReadOnlyList<OwnTokenEffect> Of(LanguageModel model, IReadOnlyList<HeadIndex> heads, int sample = 200, int few = 10,
        int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(heads);
        foreach (var head in heads) HeadIndexException.ThrowIfOutside(head, model.Config);
        using var use = model.Use();
        var tokens = model.Tokenizer.Vocabulary.Ordinary.Select(id => (long)id).ToArray();
        new Random(seed).Shuffle(tokens);
        tokens = tokens[..Math.Min(sample, tokens.Length)];
        using var streams = StreamsAfter(model, tokens, heads);
        return [.. heads.Select(head => Of(model, head, tokens, streams[HookPoint.ResidPre, head.Layer], few))];
    }

    private static OwnTokenEffect Of(LanguageModel model, HeadIndex head, long[] tokens, Tensor streams, int few)
    {
        using var scope = NewDisposeScope();
        var weights = HeadWeights.Of(model, head);
        // [hd, V]
        var writes = OvCircuit.Writes(model, weights);
        var (copied, suppressed) = (0, 0);
        for (var from = 0; from < tokens.Length; from += Rows)
        {
            using var chunkScope = NewDisposeScope();
            var chunk = tokens[from..Math.Min(from + Rows, tokens.Length)];
            // [n, D]
            var stream = streams.narrow(0, from, chunk.Length).select(1, streams.shape[1] - 1).to_type(ScalarType.Float32);
            var logits = model.Transformer.Unweighted(stream).mm(weights.V.t()).mm(writes);
            // [n, 1]
            var own = logits.gather(1, tensor(chunk, device: model.Device).unsqueeze(1));
            copied += logits.gt(own).sum(1).Integers().Count(above => above < few);
            suppressed += logits.lt(own).sum(1).Integers().Count(below => below < few);
        }
        return new((double)copied / tokens.Length, (double)suppressed / tokens.Length);
    }

    /// <summary>The streams that the heads' layers read, after [BOS] token for each token.</summary>
    private static ActivationCache StreamsAfter(LanguageModel model, long[] tokens, IReadOnlyList<HeadIndex> heads)
    {
        var bos = model.Tokenizer.Vocabulary.Bos;
        var ids = new long[tokens.Length, bos is null ? 1 : 2];
        for (var i = 0; i < tokens.Length; i++)
        {
            if (bos is { } first) ids[i, 0] = first;
            ids[i, ids.GetLength(1) - 1] = tokens[i];
        }
        var cache = new ActivationCache(HookPoint.ResidPre, [.. heads.Select(head => head.Layer).Distinct()]);
        model.Transformer.Forward(tensor(ids, device: model.Device), cache.Hook);
        return cache;
    }
}
