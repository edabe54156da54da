using Attention.Models;
using Attention.Tokens;

namespace Attention.Measures;

/// <summary>How much better a model predicts late in a text than early (Olsson et al. 2022).</summary>
public static class InContextLearning
{
    /// <summary>In-context-learning score: the loss late in the context minus the loss early. The paper takes tokens 500 and 50 of 512;
    /// here both are scaled to the length of the input.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The sequences; long natural texts, or repeated ones.</param>
    /// <param name="early">Index of the early token; by default 50 / 512 of the length.</param>
    /// <param name="late">Index of the late token; by default 500 / 512 of the length.</param>
    /// <param name="hook">A change made while the model runs, such as an ablation; null for none.</param>
    /// <returns>Nats, averaged over the sequences; the more negative, the more the model learns from its context.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token, or none before it.</exception>
    public static double Score(LanguageModel model, TokenBatch input, int? early = null, int? late = null, Hook? hook = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(input);
        var (first, last) = (early ?? Math.Max(1, input.Length * 50 / 512), late ?? input.Length * 500 / 512);
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1, nameof(early));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(last, first, nameof(late));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(last, input.Length, nameof(late));
        var losses = TokenLoss.MeanByPosition(model, input, hook);
        return losses[last - 1] - losses[first - 1];      // entry i is the prediction of token i + 1
    }
}
