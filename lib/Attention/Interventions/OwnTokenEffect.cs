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
    public static OwnTokenEffect Of(LanguageModel model, HeadIndex head, int sample = 200, int few = 10, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var weights = HeadWeights.Of(model, head);
        var writes = OvCircuit.Writes(model, weights);                                                           // [hd, V]
        var tokens = model.Tokenizer.Vocabulary.Ordinary.Select(id => (long)id).ToArray();
        new Random(seed).Shuffle(tokens);
        var (copied, suppressed, all) = (0L, 0L, Math.Min(sample, tokens.Length));
        foreach (var chunk in tokens.Take(all).Chunk(Rows))
        {
            using var chunkScope = NewDisposeScope();
            var stream = StreamAfter(model, chunk, head.Layer);                                                  // [n, D]
            var logits = model.Transformer.Unweighted(stream).mm(weights.V.t()).mm(writes);
            var own = logits.gather(1, tensor(chunk, device: model.Device).unsqueeze(1));                        // [n, 1]
            copied += logits.gt(own).sum(1).Integers().Count(above => above < few);
            suppressed += logits.lt(own).sum(1).Integers().Count(below => below < few);
        }
        return new((double)copied / all, (double)suppressed / all);
    }

    private static Tensor StreamAfter(LanguageModel model, long[] tokens, int layer)
    {
        var bos = model.Tokenizer.Vocabulary.Bos;
        var ids = new long[tokens.Length, bos is null ? 1 : 2];
        for (var i = 0; i < tokens.Length; i++)
        {
            if (bos is { } first) ids[i, 0] = first;
            ids[i, ids.GetLength(1) - 1] = tokens[i];
        }
        using var cache = new ActivationCache(HookPoint.ResidPre, layer);
        model.Transformer.Forward(tensor(ids, device: model.Device), cache.Hook);
        return cache[HookPoint.ResidPre, layer].select(1, ids.GetLength(1) - 1).to_type(ScalarType.Float32).clone();
    }
}
