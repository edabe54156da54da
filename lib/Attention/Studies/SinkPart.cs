using Attention.Interventions;
using Attention.Measures;
using Attention.Traces;

namespace Attention.Studies;

/// <summary>Where the rows rest that have nothing to look for.</summary>
internal static class SinkPart
{
    private const double Clear = .2;      // of the weight of all later tokens
    private const int FewestTokens = 16;

    public static ReportPart Of(ModelReport report) =>
        ReportPart.Of("Places to rest", ["place", "value", "untrained"], () =>
        {
            var text = CourseText.Passages(report.Model, "dev", sequences: 1, ModelReport.PassageLength)[0];
            var (trace, twin) = (report.Traces[0], report.Control.Trace(text));
            var (second, norms) = (Second(trace), StreamNorms.Of(report.Model, text));
            var largest = Enumerable.Range(0, norms.Values.Count).MaxBy(layer => norms.Ratio(layer, 0));
            return
            [
                ["mean weight on the first token", Text($"{Interval.Over(report.Traces, OnFirst):.00}"), Text($"{OnFirst(twin):.00}")],
                ["heads that give it more than half", $"{Resting(trace)}", $"{Resting(twin)}"],
                ["second sink", second is { } found ? Said(trace, found) : "none", Second(twin) is null ? "none" : "one"],
                ["longest vector of the first token, in medians of its layer", Text($"{norms.Ratio(largest, 0):0.0} after layer {largest}"),
                    Text($"{StreamNorms.Of(report.Control, text).Ratio(largest, 0):0.0} there")],
            ];
        });

    /// <summary>The position after the first that the layers from a tenth of the depth to a third give most weight, as in chapter 4, if
    /// they give it a fifth or more.</summary>
    public static (int Position, Range Layers, double Weight)? Second(AttentionTrace trace)
    {
        if (trace.Tokens.Count < FewestTokens) return null;
        var (received, depth) = (ReceivedAttention.Of(trace), trace.Layers.Count);
        var layers = (depth / 10)..Math.Max(depth / 10 + 1, depth / 3);
        var position = received.SecondSink(layers);
        var weight = received.Mean(layers, position);
        return weight >= Clear ? (position, layers, weight) : null;
    }

    private static string Said(AttentionTrace trace, (int Position, Range Layers, double Weight) sink)
    {
        var (word, (from, to)) = (trace.Tokens[sink.Position].Text.Trim(), (sink.Layers.Start, sink.Layers.End.Value - 1));
        return Text($"“{word}” at {sink.Position}, {sink.Weight:.00} in layers {from} to {to}");
    }

    private static double OnFirst(AttentionTrace trace) => HeadScores.FirstToken.Score(trace).All().Average(score => score.Score);

    private static int Resting(AttentionTrace trace) =>
        HeadScores.FirstToken.Score(trace).All().Count(score => score.Score > Census.DefaultThreshold);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
