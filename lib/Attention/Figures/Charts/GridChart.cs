namespace Attention.Figures.Charts;

/// <summary>One number for every pair of a row and a column.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="Horizontal">What the columns are.</param>
/// <param name="Vertical">What the rows are.</param>
/// <param name="Columns">Their names.</param>
/// <param name="Rows">Their names, downwards.</param>
/// <param name="Values">[row, column]; NaN is left empty.</param>
/// <param name="Measure">What a value is called, with its unit.</param>
/// <param name="Scale">How values become colours.</param>
/// <param name="Words">What stands in a cell, and with its value in the hover text, [row, column]; null for nothing.</param>
public sealed record GridChart(string Title, string Horizontal, string Vertical, IReadOnlyList<string> Columns, IReadOnlyList<string> Rows,
    float[,] Values, string Measure, ColourScale Scale, string[,]? Words = null);
