namespace Attention.Figures.Charts;

/// <summary>Lines over a common horizontal axis.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="Horizontal">The horizontal axis, with its unit.</param>
/// <param name="Vertical">The vertical axis, with its unit.</param>
/// <param name="Lines">Name and values of each line; one whose name says that it is a control is grey.</param>
/// <param name="Places">Where the values stand on the horizontal axis; null for 0, 1, 2 and so on.</param>
/// <param name="Dots">Single values behind the lines, each with its name and place; null for none.</param>
/// <param name="Stripes">Parts of the horizontal axis that bear a name; null for none.</param>
public sealed record LinesChart(
    string Title, string Horizontal, string Vertical, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> Lines,
    IReadOnlyList<double>? Places = null,
    IReadOnlyList<(string Name, double X, double Y)>? Dots = null, IReadOnlyList<(string Name, double From, double To)>? Stripes = null);
