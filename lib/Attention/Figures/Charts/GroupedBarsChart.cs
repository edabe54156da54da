namespace Attention.Figures.Charts;

/// <summary>Horizontal bars in groups: in each what was measured, and under it what it stands against.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="Unit">The unit of the values.</param>
/// <param name="Groups">The label of each group.</param>
/// <param name="Series">Name and one value a group; the first is measured, the others are controls and drawn hatched. NaN leaves a gap.</param>
public sealed record GroupedBarsChart(string Title, string Unit, IReadOnlyList<string> Groups, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> Series);
