namespace Attention.Figures.Charts;

/// <summary>Points with two numbers each, and those they stand against.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="Horizontal">The first number, with its unit.</param>
/// <param name="Vertical">The second number, with its unit.</param>
/// <param name="Measured">Name and place of each point.</param>
/// <param name="Control">Name and place of the points of the control.</param>
/// <param name="Named">Of the measured points those that bear their name; all say it when pointed at.</param>
public sealed record ScatterChart(string Title, string Horizontal, string Vertical,
    IReadOnlyList<(string Name, double X, double Y)> Measured, IReadOnlyList<(string Name, double X, double Y)> Control,
    IReadOnlySet<string> Named);
