using Attention.Figures.Charts;
using Attention.Figures.Drawings;

namespace Attention.Charts;

/// <summary>Horizontal bars in groups; controls are hatched as well as grey.</summary>
internal static class GroupedBarsFigure
{
    private const int BarHeight = 15, GroupGap = 12;    // px

    private static readonly string[] Hatches = ["/", ".", "x"];

    public static string ToJson(GroupedBarsChart chart)
    {
        var height = 130 + chart.Groups.Count * (BarHeight * chart.Series.Count + GroupGap);
        var layout = Parts.Layout(chart.Title, height, (150, 40, 76, 50), new { kind = "bars" }, new
        {
            xaxis = Parts.NumberAxis(chart.Unit, fromZero: true),
            yaxis = Parts.LabelAxis,
            barmode = "group",
            showlegend = true,
        });
        return PlotlyChartMaker.Json([.. chart.Series.Select((series, s) => Bars(chart, series.Name, series.Values, s))], layout);
    }

    private static Plotly.NET.Trace Bars(GroupedBarsChart chart, string name, IReadOnlyList<double> values, int s)
    {
        var marker = s < chart.Measured
            ? new { color = Style.Series[s % Style.Series.Length] }
            : Style.Control(Hatches[(s - chart.Measured) % Hatches.Length], .3);
        return Parts.Bars(name, chart.Groups, values, value => double.IsFinite(value) ? Drawing.Number(value, chart.IsShare) : "", marker,
            $"%{{y}}, {Style.Text(name)}: %{{text}}");
    }
}
