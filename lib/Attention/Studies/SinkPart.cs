using Attention.Interventions;
using Attention.Measures;
using Attention.Traces;

namespace Attention.Studies;

/// <summary>Where the rows rest that have nothing to look for.</summary>
internal static class SinkPart
{
    private const double Clear = .2;      // of the weight of all later tokens, in some layer
    private const int Length = 64, FewestTokens = 16;

    public static ReportPart Of(ModelReport report) =>
        ReportPart.Of("Places to rest", ["place", "value", "untrained"], () =>
        {
            var text = CourseText.Passages(report.Model, "dev", sequences: 1, Length)[0];
            var (trace, twin) = (report.Model.Trace(text), report.Control.Trace(text));
            var (second, norms) = (Second(trace), StreamNorms.Of(report.Model, text));
            var largest = Enumerable.Range(0, norms.Values.Count).MaxBy(layer => norms.Ratio(layer, 0));
            return
            [
                ["mean weight on the first token", Text($"{OnFirst(trace):.00}"), Text($"{OnFirst(twin):.00}")],
                ["heads that give it more than half", $"{Resting(trace)}", $"{Resting(twin)}"],
                ["second sink",
                    second is { } found
                        ? Text($"“{trace.Tokens[found.Position].Text.Trim()}” at {found.Position}, {found.Weight:.00} in layer {found.Layer}")
                        : "none", Second(twin) is null ? "none" : "one"],
                ["longest vector of the first token, in medians of its layer", Text($"{norms.Ratio(largest, 0):0.0} after layer {largest}"),
                    Text($"{StreamNorms.Of(report.Control, text).Ratio(largest, 0):0.0} there")],
            ];
        });

    /// <summary>The position after the first that some layer gives most weight, if it gives it a fifth or more.</summary>
    public static (int Position, int Layer, double Weight)? Second(AttentionTrace trace)
    {
        if (trace.Tokens.Count < FewestTokens) return null;
        var received = ReceivedAttention.Of(trace);
        var best = Enumerable.Range(0, received.Values.Count)
            .Select(layer => (Position: received.SecondSink(layer..(layer + 1)), Layer: layer))
            .Select(place => (place.Position, place.Layer, Weight: received.Mean(place.Layer..(place.Layer + 1), place.Position)))
            .MaxBy(place => place.Weight);
        return best.Weight >= Clear ? best : null;
    }

    private static double OnFirst(AttentionTrace trace) => HeadScores.FirstToken.Score(trace).All().Average(score => score.Score);

    private static int Resting(AttentionTrace trace) =>
        HeadScores.FirstToken.Score(trace).All().Count(score => score.Score > Census.DefaultThreshold);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
