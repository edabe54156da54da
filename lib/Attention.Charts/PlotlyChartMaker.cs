using Attention.Figures.Charts;
using Plotly.NET;

namespace Attention.Charts;

/// <summary>Draws the course's charts with Plotly.NET.</summary>
public sealed class PlotlyChartMaker : IChartMaker
{
    /// <inheritdoc/>
    public string Heatmap(HeatmapChart chart) => new HeatmapFigure(chart).ToJson();

    /// <inheritdoc/>
    public string HeadMap(HeadMapChart chart) => HeadMapFigure.ToJson(chart);

    /// <inheritdoc/>
    public string Lines(LinesChart chart) => LinesFigure.ToJson(chart);

    /// <inheritdoc/>
    public string Bars(BarsChart chart) => BarsFigure.ToJson(chart);

    /// <inheritdoc/>
    public string GroupedBars(GroupedBarsChart chart) => GroupedBarsFigure.ToJson(chart);

    /// <inheritdoc/>
    public string Grid(GridChart chart) => GridFigure.ToJson(chart);

    /// <inheritdoc/>
    public string Scatter(ScatterChart chart) => ScatterFigure.ToJson(chart);

    /// <summary>Traces and layout as Plotly.NET writes them, without its 8 KB default template.</summary>
    internal static string Json(IReadOnlyList<Trace> traces, Layout layout) =>
        GenericChart.toFigureJson(GenericChart.setLayout(layout, GenericChart.ofTraceObjects(false, Microsoft.FSharp.Collections.ListModule.OfSeq(traces))));
}
