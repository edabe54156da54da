using Attention.Models;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Measures;

/// <summary>How surprised a model is by each token, in nats: -log of the probability it gave to the token that came.</summary>
public static class TokenLoss
{
    private const int RowsTogether = 512;       // enough for a good matrix product, few enough for logits of 100 MB

    /// <summary>The loss of every prediction.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The sequences.</param>
    /// <param name="rows">The predictions that count, such as <see cref="RepeatedTokens.SecondCopy"/>; null for all T - 1. Row i is the
    /// prediction made at position i, of token i + 1.</param>
    /// <param name="hook">A change made while the model runs, such as an ablation; null for none.</param>
    /// <returns>[B, rows] in nats.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no such rows.</exception>
    /// <exception cref="ArgumentException">A sequence of one token, in which nothing is predicted.</exception>
    public static float[,] PerToken(LanguageModel model, TokenBatch input, Range? rows = null, Hook? hook = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(input);
        if (input.Length < 2) throw new ArgumentException("A loss needs at least two tokens.", nameof(input));
        using var use = model.Use();
        var ids = use.Ids(input);
        return OfStream(model, ids, use.Transformer.Forward(ids, hook), rows, hook);
    }

    /// <summary>The loss of each position, averaged over the sequences.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The sequences.</param>
    /// <param name="hook">A change made while the model runs; null for none.</param>
    /// <returns>T - 1 numbers in nats: entry i is the prediction made at position i.</returns>
    public static double[] MeanByPosition(LanguageModel model, TokenBatch input, Hook? hook = null) =>
        ByPosition(PerToken(model, input, hook: hook));

    /// <summary>The loss of each sequence, averaged over its predictions: what an interval over sequences is made of.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The sequences.</param>
    /// <param name="rows">The predictions that count, such as <see cref="RepeatedTokens.SecondCopy"/>; null for all.</param>
    /// <param name="hook">A change made while the model runs; null for none.</param>
    /// <returns>Nats per token, a number a sequence.</returns>
    public static double[] MeanBySequence(LanguageModel model, TokenBatch input, Range? rows = null, Hook? hook = null) =>
        BySequence(PerToken(model, input, rows, hook));

    /// <summary>The mean loss over all sequences.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The sequences.</param>
    /// <param name="rows">The predictions that count, such as <see cref="RepeatedTokens.SecondCopy"/>; null for all.</param>
    /// <param name="hook">A change made while the model runs; null for none.</param>
    /// <returns>Nats per token.</returns>
    public static double Mean(LanguageModel model, TokenBatch input, Range? rows = null, Hook? hook = null) =>
        Average(PerToken(model, input, rows, hook));

    /// <summary>The mean loss of each sequence, of the predictions that a finished residual stream makes.</summary>
    /// <param name="model">The model.</param>
    /// <param name="ids">Token ids, [B, T].</param>
    /// <param name="x">The residual stream after the last layer, [B, T, D].</param>
    /// <param name="rows">The predictions that count; null for all.</param>
    /// <returns>Nats per token, a number a sequence.</returns>
    internal static double[] MeansOfStream(LanguageModel model, Tensor ids, Tensor x, Range? rows) =>
        BySequence(OfStream(model, ids, x, rows));

    /// <summary>The loss of the predictions that a finished residual stream makes.</summary>
    /// <param name="model">The model.</param>
    /// <param name="ids">Token ids, [B, T].</param>
    /// <param name="x">The residual stream after the last layer, [B, T, D].</param>
    /// <param name="rows">The predictions that count; null for all.</param>
    /// <param name="hook">Looks at or changes what passes by behind the layers; null for a plain run.</param>
    /// <returns>[B, rows] in nats.</returns>
    internal static float[,] OfStream(LanguageModel model, Tensor ids, Tensor x, Range? rows, Hook? hook = null)
    {
        var (first, count) = (rows ?? Range.All).GetOffsetAndLength((int)ids.shape[1] - 1);
        var losses = new float[ids.shape[0], count];
        if (count == 0) return losses;
        if (hook is not null) x = model.Transformer.FinalNormed(x, hook);
        var together = Math.Max(1, RowsTogether / count);
        for (var b = 0; b < losses.GetLength(0); b += together)
        {
            using var sequencesScope = NewDisposeScope();
            var n = Math.Min(together, losses.GetLength(0) - b);
            var read = x.narrow(0, b, n).narrow(1, first, count).reshape(n * count, -1);
            // [rows, V]
            var logits = (hook is null ? model.Transformer.Unembed(read) : model.Transformer.Logits(read)).to_type(ScalarType.Float32);
            var next = ids.narrow(0, b, n).narrow(1, first + 1, count).reshape(-1);
            var loss = nn.functional.cross_entropy(logits, next, reduction: nn.Reduction.None);
            loss.CopyTo(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref losses[b, 0], n * count));
        }
        return losses;
    }

    /// <summary>The mean of each column of [B, rows].</summary>
    internal static double[] ByPosition(float[,] losses) => [.. Enumerable.Range(0, losses.GetLength(1))
        .Select(i => Enumerable.Range(0, losses.GetLength(0)).Average(b => (double)losses[b, i]))];

    /// <summary>The mean of each row of [B, rows], or of a part of it.</summary>
    internal static double[] BySequence(float[,] losses, Range? rows = null)
    {
        var (first, count) = (rows ?? Range.All).GetOffsetAndLength(losses.GetLength(1));
        return [.. Enumerable.Range(0, losses.GetLength(0))
            .Select(b => Enumerable.Range(first, count).Average(i => (double)losses[b, i]))];
    }

    private static double Average(float[,] losses) => losses.Cast<float>().Average(loss => (double)loss);
}
