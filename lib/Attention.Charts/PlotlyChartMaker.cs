using System.Text;
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

    /// <summary>Traces and layout as Plotly.NET writes them, without its 8 KB default template. Half a letter (a lone surrogate) becomes
    /// the sign for one that is unknown: no file or message in UTF-8 can hold it.</summary>
    internal static string Json(IReadOnlyList<Trace> traces, Layout layout)
    {
        var json = GenericChart.toFigureJson(GenericChart.setLayout(layout,
            GenericChart.ofTraceObjects(false, Microsoft.FSharp.Collections.ListModule.OfSeq(traces))));
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(json));
    }
}
