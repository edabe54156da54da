using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>What a run is judged by: a number made of its logits, or of its last stream where a model has no head.</summary>
public sealed class PatchMetric
{
    private readonly Func<Transformer, Tensor, IEnumerable<double>> ofRuns;

    private PatchMetric(Func<Transformer, Tensor, IEnumerable<double>> ofRuns) => this.ofRuns = ofRuns;

    /// <summary>A metric of the logits after the last token.</summary>
    /// <param name="metric">From V logits to a number, such as <c>logits => logits[answer] - logits[other]</c>.</param>
    /// <returns>The metric; a model without a head refuses it.</returns>
    public static PatchMetric OfLogits(Func<float[], double> metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return new((transformer, x) => LastLogits(transformer, x).Rows(Enumerable.Range(0, (int)x.shape[0])).Select(metric));
    }

    /// <summary>A metric of the residual stream after the last layer, which every model has.</summary>
    /// <param name="metric">From T vectors of D numbers to a number.</param>
    /// <returns>The metric.</returns>
    public static PatchMetric OfStream(Func<IReadOnlyList<float[]>, double> metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return new((_, x) => Enumerable.Range(0, (int)x.shape[0]).Select(b => metric(x[b].Rows(Enumerable.Range(0, (int)x.shape[1])))));
    }

    /// <summary>The logit of one token minus that of another after the last token.</summary>
    internal static PatchMetric Difference(int answer, int other) => new((transformer, x) =>
    {
        var logits = LastLogits(transformer, x);
        return logits.select(1, answer).sub(logits.select(1, other)).Floats().Select(difference => (double)difference);
    });

    /// <summary>The metric of each run of a batch.</summary>
    /// <param name="transformer">The network.</param>
    /// <param name="x">The streams after the last layer, [B, T, D].</param>
    internal double[] Of(Transformer transformer, Tensor x) => [.. ofRuns(transformer, x)];

    /// <summary>[B, V].</summary>
    private static Tensor LastLogits(Transformer transformer, Tensor x) => transformer.Unembed(x.select(1, x.shape[1] - 1)).to_type(ScalarType.Float32);
}
