namespace Attention.Figures.Charts;

/// <summary>Horizontal bars in groups: in each what was measured, and under it what it stands against, or is compared with.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="Unit">The unit of the values.</param>
/// <param name="Groups">The label of each group.</param>
/// <param name="Series">Name and one value a group; NaN leaves a gap.</param>
/// <param name="Measured">How many of the series, from the first, were measured; the others are controls and drawn hatched.</param>
public sealed record GroupedBarsChart(string Title, string Unit, IReadOnlyList<string> Groups,
    IReadOnlyList<(string Name, IReadOnlyList<double> Values)> Series, int Measured = 1)
{
    /// <summary>Whether all values lie between 0 and 1.</summary>
    public bool IsShare => Series.SelectMany(series => series.Values).All(value => value is >= 0 and <= 1 || !double.IsFinite(value));
}
