using Attention.Figures.Charts;
using Attention.Training;

namespace Attention.Figures;

/// <summary>What a training record shows: losses and head scores against the tokens trained on.</summary>
public static class TrainingFigures
{
    /// <summary>More heads than this are not drawn, only the best at the end.</summary>
    public const int MaxLines = 16;

    /// <summary>The losses on the first and the second copy of random tokens, and on held-out text where the recipe has any.</summary>
    /// <param name="record">A record with at least one measurement.</param>
    /// <returns>A chart, nats per token.</returns>
    /// <exception cref="ArgumentException">Nothing was measured yet.</exception>
    public static Figure Losses(TrainingRecord record)
    {
        CheckNotEmpty(record);
        List<(string Name, IReadOnlyList<double> Values)> lines =
        [
            ("random tokens, first copy", Of(record, point => point.FirstCopyLoss)),
            ("second copy", Of(record, point => point.SecondCopyLoss)),
        ];
        if (record.Points[^1].StoryLoss is not null) lines.Add(("held-out stories", Of(record, point => point.StoryLoss ?? double.NaN)));
        if (record.Points[^1].TextLoss is not null) lines.Add(("held-out text", Of(record, point => point.TextLoss ?? double.NaN)));
        return Draw(record, $"Losses while {record.Recipe.Name} is trained", "loss, nats per token", lines);
    }

    /// <summary>Head scores, a line for each head and measure; of many only the best.</summary>
    /// <param name="record">A record with at least one measurement.</param>
    /// <param name="measures">Names of measures; previous token and induction if none is given.</param>
    /// <returns>A chart, shares 0-1.</returns>
    /// <exception cref="ArgumentException">Nothing was measured yet.</exception>
    /// <exception cref="KeyNotFoundException">The record has no such measure.</exception>
    public static Figure Scores(TrainingRecord record, params IReadOnlyList<string> measures)
    {
        CheckNotEmpty(record);
        if (measures is null or []) measures = ["previous_token", "induction"];
        var lines = measures.SelectMany(measure => Heads(record, measure)).OrderByDescending(line => line.Values[^1]).ToList();
        var which = lines.Count > MaxLines ? $"the {MaxLines} best scores" : "all heads";
        return Draw(record, $"Head scores while {record.Recipe.Name} is trained, {which}", "score, share 0-1", [.. lines.Take(MaxLines)]);
    }

    private static IEnumerable<(string Name, IReadOnlyList<double> Values)> Heads(TrainingRecord record, string measure) =>
        from layer in Enumerable.Range(0, record.Recipe.Model.NumHiddenLayers)
        from head in Enumerable.Range(0, record.Recipe.Model.NumAttentionHeads)
        select ($"{Figures.MeasureName(measure)} {layer}.{head}",
            (IReadOnlyList<double>)Of(record, point => point.Scores[measure][layer][head]));

    private static Figure Draw(TrainingRecord record, string title, string vertical,
        IReadOnlyList<(string Name, IReadOnlyList<double> Values)> lines)
    {
        var places = Of(record, point => point.Tokens);
        return Figures.Of(new LinesChart(title, "tokens trained on", vertical, lines, places), "", Figures.AltText(lines));
    }

    private static double[] Of(TrainingRecord record, Func<TrainingPoint, double> value) => [.. record.Points.Select(value)];

    private static void CheckNotEmpty(TrainingRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.Points.Count == 0) throw new ArgumentException("Nothing was measured yet: run the training first.", nameof(record));
    }
}
