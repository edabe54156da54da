namespace Attention.Figures.Charts;

/// <summary>One or more patterns, side by side on one scale, with a switch that leaves the first token out.</summary>
/// <param name="Panels">The patterns.</param>
/// <param name="Note">Whether a token was put in front, and whether the text was cut.</param>
public sealed record HeatmapChart(IReadOnlyList<HeatmapPanel> Panels, string Note);
