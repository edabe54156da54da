namespace Attention.Figures.Charts;

/// <summary>
/// The face behind which charts are drawn. Plotly.NET and its F# libraries stand behind it, in a load context of their own,
/// because notebook hosts carry other versions of them; only types of this assembly and of the framework cross.
/// </summary>
public interface IChartMaker
{
    /// <summary>Patterns of heads, side by side.</summary>
    /// <param name="chart">What to draw.</param>
    /// <returns>A Plotly figure as JSON.</returns>
    string Heatmap(HeatmapChart chart);

    /// <summary>One number for every head.</summary>
    /// <param name="chart">What to draw.</param>
    /// <returns>A Plotly figure as JSON.</returns>
    string HeadMap(HeadMapChart chart);

    /// <summary>Lines over positions, layers or steps.</summary>
    /// <param name="chart">What to draw.</param>
    /// <returns>A Plotly figure as JSON.</returns>
    string Lines(LinesChart chart);

    /// <summary>Bars with their control.</summary>
    /// <param name="chart">What to draw.</param>
    /// <returns>A Plotly figure as JSON.</returns>
    string Bars(BarsChart chart);

    /// <summary>Bars in groups, each measured value above its controls.</summary>
    /// <param name="chart">What to draw.</param>
    /// <returns>A Plotly figure as JSON.</returns>
    string GroupedBars(GroupedBarsChart chart);

    /// <summary>A table as colours.</summary>
    /// <param name="chart">What to draw.</param>
    /// <returns>A Plotly figure as JSON.</returns>
    string Grid(GridChart chart);

    /// <summary>Points with their control.</summary>
    /// <param name="chart">What to draw.</param>
    /// <returns>A Plotly figure as JSON.</returns>
    string Scatter(ScatterChart chart);
}
