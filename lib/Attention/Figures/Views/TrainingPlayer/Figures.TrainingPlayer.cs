using Attention.Figures.Drawings;
using Attention.Figures.Views;
using Attention.Models;
using Attention.Traces;
using Attention.Training;

namespace Attention.Figures;

public static partial class Figures
{
    /// <summary>A training from checkpoint to checkpoint: losses, best scores, and the pattern of a head at that moment.</summary>
    /// <param name="record">What was measured.</param>
    /// <param name="snapshots">Tokens trained on and a run of the model of that moment on the same text, in order; at least one.</param>
    /// <param name="head">The head shown at first; the best induction head of the last point if none is given.</param>
    /// <returns>A view with a slider and a play button.</returns>
    /// <exception cref="HeadIndexException">A trace did not keep the head.</exception>
    public static Figure TrainingPlayer(TrainingRecord record, IReadOnlyList<(long Tokens, AttentionTrace Trace)> snapshots,
        HeadIndex? head = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(snapshots);
        if (snapshots.Count == 0) throw new ArgumentException("No snapshot was given.", nameof(snapshots));
        var trace = snapshots[^1].Trace;
        if (head is { } wanted) _ = trace.Pattern(wanted);      // throws where there is none
        var chosen = head ?? BestHead(record, "induction") ?? (trace.Layers[0], trace.Heads[0]);
        var title = $"Training of {record.Recipe.Name} · {snapshots.Count} checkpoint{(snapshots.Count == 1 ? "" : "s")}";
        var curves = CurvesOf(record.Points);
        var data = new TrainingPlayerData(curves, [.. record.Points.Select(point => point.Tokens)],
            [.. snapshots.Select(s => new TrainingSnapshotData(s.Tokens, TraceData.Of(s.Trace)))],
            Math.Max(0, HeadsOf(trace).IndexOf(chosen)));
        var caption = $"Scores are on random tokens given twice. {TraceData.Of(trace).Note}";
        return ViewFigure.Of(title, caption,
            string.Join(" ", curves.Where(curve => curve.Values.Count > 0)
                .Select(curve => $"{curve.Name}: from {Said(curve, 0)} to {Said(curve, ^1)} {curve.Unit}.")), data);
    }

    private static string Said(TrainingCurveData curve, Index place) =>
        Drawing.Number(curve.Values[place] ?? double.NaN, isShare: curve.Unit == "score");

    private static HeadIndex? BestHead(TrainingRecord record, string measure)
    {
        if (record.Points.Count == 0 || !record.Points[^1].Scores.TryGetValue(measure, out var scores)) return null;
        var heads = from l in Enumerable.Range(0, scores.Length) from h in Enumerable.Range(0, scores[l].Length) select new HeadIndex(l, h);
        return heads.MaxBy(head => scores[head.Layer][head.Head]);
    }

    private static TrainingCurveData[] CurvesOf(IReadOnlyList<TrainingPoint> points)
    {
        TrainingCurveData Curve(string name, string unit, Func<TrainingPoint, double?> value) =>
            new(name, unit, [.. points.Select(point => value(point) is { } number && double.IsFinite(number) ? number : (double?)null)]);

        double? Best(TrainingPoint point, string measure) => point.Scores.ContainsKey(measure) ? point.Best(measure) : null;
        TrainingCurveData[] all =
        [
            Curve("stories", "nats", point => point.StoryLoss), Curve("text", "nats", point => point.TextLoss),
            Curve("second copy of random tokens", "nats", point => point.SecondCopyLoss),
            Curve("previous-token", "score", point => Best(point, "previous_token")),
            Curve("induction", "score", point => Best(point, "induction")),
        ];
        return [.. all.Where(curve => curve.Values.Any(value => value is not null))];
    }
}
