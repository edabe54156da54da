using Attention.Measures;

namespace Attention.Sweeps;

/// <summary>One measure of all heads of a model, on one draw of random tokens. Numbers have four decimals; what does not exist is
/// null.</summary>
/// <param name="Head">The head with the largest mean, such as <c>16.0</c>; null where no head has a number.</param>
/// <param name="Mean">Its mean over the sequences, in the measure's unit.</param>
/// <param name="Low">The lower end of its 95 % bootstrap interval over the sequences.</param>
/// <param name="High">The upper end.</param>
/// <param name="OverThreshold">How many heads have a mean over the sweep's threshold.</param>
/// <param name="Heads">The means of all heads, [layer][head].</param>
public sealed record SweepScore(string? Head, double? Mean, double? Low, double? High, int OverThreshold, IReadOnlyList<double?[]> Heads)
{
    /// <summary>Sums up a sample.</summary>
    /// <param name="sample">A table a sequence.</param>
    /// <param name="threshold">From which mean on a head is counted.</param>
    /// <returns>The score.</returns>
    internal static SweepScore Of(HeadScoreSample sample, double threshold)
    {
        var heads = sample.Mean.All().ToArray();
        var over = heads.Count(head => head.Score > threshold);
        if (heads.Length == 0) return new(null, null, null, null, 0, Rows(sample.Mean.Values));
        var best = sample.Mean.Best.Head;
        var interval = sample[best];
        return new(best.ToString(), Round(interval.Mean), Round(interval.Low), Round(interval.High), over, Rows(sample.Mean.Values));
    }

    private static double?[][] Rows(float[,] values) =>
        [.. Enumerable.Range(0, values.GetLength(0))
            .Select(l => Enumerable.Range(0, values.GetLength(1)).Select(h => Round(values[l, h])).ToArray())];

    private static double? Round(double value) => double.IsFinite(value) ? Math.Round(value, 4) : null;
}
