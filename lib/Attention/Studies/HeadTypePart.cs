using Attention.Measures;

namespace Attention.Studies;

/// <summary>The best head of each type of the census, beside the best of as many untrained heads.</summary>
internal static class HeadTypePart
{
    private const double Twice = 2;

    public static ReportPart Of(ModelReport report) =>
        ReportPart.Of("Head types", ["type", "head", "score", "best untrained", "heads over .5", "verdict"],
            () => report.Samples.Zip(report.Luck, (sample, untrained) =>
        {
            var (best, luck) = (sample.Mean.Best, untrained.Best.Score);
            var over = sample.Mean.All().Count(score => score.Score > Census.DefaultThreshold);
            return new[] { Words(sample.Mean.Measure), $"{best.Head}", Text($"{sample[best.Head]:.00}"), Text($"{luck:.00}"), $"{over}",
                Verdict(sample[best.Head], luck) };
        }));

    /// <summary>A type is found where a head gives it the greater part of its weight, and weak where it is only clearly beyond
    /// luck.</summary>
    public static string Verdict(Interval score, double luck) =>
        score.Low > Math.Max(Census.DefaultThreshold, luck) ? "found" : score.Low > Twice * luck ? "weak" : "no more than chance";

    /// <summary>A measure's name as people write it.</summary>
    public static string Words(string measure) => measure switch
    {
        "offset_0" => "current token",
        "offset_2" => "two back",
        _ => measure.Replace('_', ' '),
    };

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
