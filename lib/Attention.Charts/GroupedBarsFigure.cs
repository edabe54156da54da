using Attention.Figures.Charts;
using Plotly.NET;

namespace Attention.Charts;

/// <summary>Horizontal bars in groups; controls are hatched as well as grey.</summary>
internal static class GroupedBarsFigure
{
    private const int BarHeight = 13, GroupGap = 12;    // px

    private static readonly string[] Hatches = ["/", ".", "x"];

    public static string ToJson(GroupedBarsChart chart)
    {
        var layout = Style.Layout(Style.Text(chart.Title), 130 + chart.Groups.Count * (BarHeight * chart.Series.Count + GroupGap));
        layout.SetProperty("margin", new { l = 150, r = 40, t = 76, b = 50 });
        layout.SetProperty("barmode", "group");
        layout.SetProperty("bargap", .25);
        layout.SetProperty("xaxis", new { title = Style.AxisTitle(chart.Unit), gridcolor = Style.Grid, rangemode = "tozero" });
        layout.SetProperty("yaxis", new { autorange = "reversed", automargin = true, ticks = "" });
        layout.SetProperty("legend", Style.LegendAbove);
        return PlotlyChartMaker.Json([.. chart.Series.Select((series, s) => Bars(chart.Groups, series.Name, series.Values, s))], layout);
    }

    private static Trace Bars(IReadOnlyList<string> groups, string name, IReadOnlyList<double> values, int s)
    {
        var marker = s == 0 ? Style.Measured : Style.Control(Hatches[(s - 1) % Hatches.Length], .3);
        var trace = Style.Bars(name, groups, values, value => double.IsFinite(value) ? $"{value:.00}" : "", marker);
        trace.SetProperty("textfont", new { size = 10 });
        trace.SetProperty("hovertemplate", $"%{{y}}, {Style.Text(name)}: %{{x:.3f}}<extra></extra>");
        return trace;
    }
}
