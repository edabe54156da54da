using Attention.Figures.Charts;

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
        return PlotlyChartMaker.Json([.. chart.Series.Select((series, s) => Bars(chart.Groups, series.Name, series.Values, s))], layout);
    }

    private static Plotly.NET.Trace Bars(IReadOnlyList<string> groups, string name, IReadOnlyList<double> values, int s)
    {
        var marker = s == 0 ? Style.Measured : Style.Control(Hatches[(s - 1) % Hatches.Length], .3);
        return Parts.Bars(name, groups, values, value => double.IsFinite(value) ? $"{value:.00}" : "", marker, $"%{{y}}, {Style.Text(name)}: %{{x:.3f}}");
    }
}
