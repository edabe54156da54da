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
        var trace = new Trace("bar");
        trace.SetProperty("orientation", "h");
        trace.SetProperty("name", Style.Text(name));
        trace.SetProperty("y", groups.Select(Style.Text));
        trace.SetProperty("x", values.Select(value => double.IsFinite(value) ? Math.Round(value, 4) : (double?)null));
        trace.SetProperty("text", values.Select(value => double.IsFinite(value) ? $"{value:.00}" : ""));
        trace.SetProperty("textposition", "outside");
        trace.SetProperty("textfont", new { size = 10 });
        trace.SetProperty("cliponaxis", false);
        trace.SetProperty("marker", s == 0 ? new { color = Style.Series[0] } : new { color = "rgba(128,128,128,.3)", pattern = new { shape = Hatches[(s - 1) % Hatches.Length], fgcolor = "rgba(128,128,128,.9)" } });
        trace.SetProperty("hovertemplate", $"%{{y}}, {Style.Text(name)}: %{{x:.3f}}<extra></extra>");
        return trace;
    }
}
