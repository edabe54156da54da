namespace Attention.Figures.Charts;

/// <summary>One or more patterns, side by side on one scale, with a switch that leaves the first token out.</summary>
/// <param name="Title">What is shown, in one line.</param>
/// <param name="Panels">The patterns.</param>
/// <param name="HideFirst">Whether the first token is left out at first.</param>
public sealed record HeatmapChart(string Title, IReadOnlyList<HeatmapPanel> Panels, bool HideFirst);
