using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>What a run is judged by: a number made of its logits, or of its last stream where a model has no head.</summary>
public sealed class RunMetric
{
    private readonly Func<Transformer, Tensor, Hook?, IEnumerable<double>> ofRuns;

    private RunMetric(Func<Transformer, Tensor, Hook?, IEnumerable<double>> ofRuns) => this.ofRuns = ofRuns;

    /// <summary>A metric of the logits after the last token.</summary>
    /// <param name="metric">From V logits to a number, such as <c>logits => logits[answer] - logits[other]</c>.</param>
    /// <returns>The metric; a model without a head refuses it.</returns>
    public static RunMetric OfLogits(Func<float[], double> metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return new((transformer, x, hook) => LastLogits(transformer, x, hook).Rows(Enumerable.Range(0, (int)x.shape[0])).Select(metric));
    }

    /// <summary>A metric of the residual stream after the last layer, which every model has.</summary>
    /// <param name="metric">From T vectors of D numbers to a number.</param>
    /// <returns>The metric.</returns>
    public static RunMetric OfStream(Func<IReadOnlyList<float[]>, double> metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return new((_, x, _) => Enumerable.Range(0, (int)x.shape[0]).Select(b => metric(x[b].Rows(Enumerable.Range(0, (int)x.shape[1])))));
    }

    /// <summary>The logit of one token minus that of another after the last token.</summary>
    internal static RunMetric Difference(int answer, int other) => new((transformer, x, hook) =>
    {
        var logits = LastLogits(transformer, x, hook);
        return logits.select(1, answer).sub(logits.select(1, other)).Floats().Select(difference => (double)difference);
    });

    /// <summary>The metric of each run of a batch.</summary>
    /// <param name="transformer">The network.</param>
    /// <param name="x">The streams after the last layer, [B, T, D].</param>
    /// <param name="hook">Looks at or changes what passes by behind the layers; null for a plain run.</param>
    internal double[] Of(Transformer transformer, Tensor x, Hook? hook = null) => [.. ofRuns(transformer, x, hook)];

    /// <summary>[B, V].</summary>
    private static Tensor LastLogits(Transformer transformer, Tensor x, Hook? hook) =>
        transformer.Logits(transformer.FinalNormed(hook is null ? x.narrow(1, x.shape[1] - 1, 1) : x, hook).select(1, -1))
            .to_type(ScalarType.Float32);
}
