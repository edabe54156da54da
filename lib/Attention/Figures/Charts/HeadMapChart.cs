namespace Attention.Figures.Charts;

/// <summary>A map of all heads, layers downwards.</summary>
/// <param name="Title">What is shown, of which model.</param>
/// <param name="Values">[layer, head].</param>
/// <param name="Measure">What a value is called in hover texts.</param>
/// <param name="Scale">How values become colours.</param>
public sealed record HeadMapChart(string Title, float[,] Values, string Measure, ColourScale Scale);
