namespace Attention.Figures.Charts;

/// <summary>Lines over a common horizontal axis that counts from 0.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="Horizontal">The horizontal axis, with its unit.</param>
/// <param name="Vertical">The vertical axis, with its unit.</param>
/// <param name="Lines">Name and values of each line.</param>
public sealed record LinesChart(string Title, string Horizontal, string Vertical, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> Lines);
