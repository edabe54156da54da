using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>The OV circuit of a head (Elhage et al. 2021): which tokens it makes likelier when it looks at a token. Embedding, norm
/// weights, W_OV and unembedding, in low rank; streamed over the vocabulary, so nothing of size V x V is kept.</summary>
public static class OvCircuit
{
    private const int Rows = 256;       // source tokens at a time: logits are [256, V]

    /// <summary>OV copying score: the share of tokens whose own logit is the largest of all when the head looks at them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="head">The head.</param>
    /// <param name="sample">How many tokens are tried, drawn evenly from the vocabulary; null for all.</param>
    /// <param name="seed">Same seed, same tokens.</param>
    /// <returns>A share 0-1; a head without copying is near 0 (one in V).</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    /// <exception cref="NoHeadException">The model has no unembedding.</exception>
    public static double Copying(LanguageModel model, HeadIndex head, int? sample = 1000, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var use = model.Use();
        var weights = HeadWeights.Of(model, head);
        var writes = Writes(model, weights);                                                                 // [hd, V]
        var tokens = Sample(model.Tokenizer.Vocabulary, sample, seed);
        long copied = 0;
        foreach (var chunk in tokens.Chunk(Rows))
        {
            using var chunkScope = NewDisposeScope();
            var ids = tensor(chunk, device: model.Device);
            var (largest, best) = Source(model, weights, ids).mm(writes).max(-1);                            // [rows, V] to [rows]
            copied += best.eq(ids).logical_and(largest.gt(zeros(1, device: model.Device))).sum().Integers()[0];
        }
        return (double)copied / tokens.Length;
    }

    /// <summary>Copying scores of all heads.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sample">How many tokens are tried; null for all.</param>
    /// <param name="seed">Same seed, same tokens.</param>
    /// <param name="progress">Told after each head which share 0-1 is done.</param>
    /// <param name="cancellation">Ends the work between two heads.</param>
    /// <returns>Shares 0-1.</returns>
    public static HeadScoreTable CopyingMap(LanguageModel model, int? sample = 256, int seed = 1, IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (L, H) = (model.Config.NumHiddenLayers, model.Config.NumAttentionHeads);
        var scores = new float[L, H];
        foreach (var head in model.Config.AllHeads())
        {
            cancellation.ThrowIfCancellationRequested();
            scores[head.Layer, head.Head] = (float)Copying(model, head, sample, seed);
            progress?.Report((head.Layer * H + head.Head + 1d) / (L * H));
        }
        return new HeadScoreTable("ov_copying", model.Title, scores);
    }

    /// <summary>The tokens that a head makes likelier when it looks at a token with its whole weight, by the direct path.</summary>
    /// <param name="model">The model.</param>
    /// <param name="head">The head.</param>
    /// <param name="token">The token it looks at, with its space.</param>
    /// <param name="count">How many.</param>
    /// <returns>Text and logit up to a common factor (the scale of the last norm), largest first.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    /// <exception cref="ArgumentException">The text is not one token.</exception>
    public static IReadOnlyList<(string Token, double Logit)> Top(LanguageModel model, HeadIndex head, string token, int count = 10)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var use = model.Use();
        var weights = HeadWeights.Of(model, head);
        var ids = tensor(new long[] { model.Tokenizer.SingleId(token) }, device: model.Device);
        var (values, best) = Source(model, weights, ids).mm(Writes(model, weights))[0].topk(Math.Min(count, model.Config.VocabSize));
        return [.. best.Integers().Zip(values.Floats(), (id, logit) => (model.Tokenizer.TextOf((int)id), (double)logit))];
    }

    /// <summary>What the head takes from tokens as they come out of the embedding, [tokens, hd].</summary>
    private static Tensor Source(LanguageModel model, HeadWeights weights, Tensor ids) =>
        model.Transformer.Unweighted(model.Transformer.EmbeddedTokens(ids)).mm(weights.V.t());

    /// <summary>What each number the head has taken adds to each logit, [hd, V].</summary>
    internal static Tensor Writes(LanguageModel model, HeadWeights weights)
    {
        var (transformer, last) = (model.Transformer, model.Transformer.Weights);
        transformer.CheckHead();
        var read = last.Norm is null ? weights.O.t() : transformer.Norm.Centred(weights.O.t()).mul(last.Norm.to_type(ScalarType.Float32));
        return last.Unembedding.to_type(ScalarType.Float32).mm(read.t()).t();
    }

    private static long[] Sample(Vocabulary vocabulary, int? count, int seed)
    {
        var all = vocabulary.Ordinary.Select(id => (long)id).ToArray();
        if (count is not { } n || n >= all.Length) return all;
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1, nameof(count));
        new Random(seed).Shuffle(all);
        return all[..n];
    }
}
