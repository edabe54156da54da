using Attention.Figures.Charts;
using Plotly.NET;

namespace Attention.Charts;

/// <summary>One number for each head, layers downwards, heads to the right.</summary>
internal static class HeadMapFigure
{
    public static string ToJson(HeadMapChart chart)
    {
        var (L, H) = (chart.Values.GetLength(0), chart.Values.GetLength(1));
        var trace = new Trace("heatmap");
        trace.SetProperty("z", Enumerable.Range(0, L).Select(l => Enumerable.Range(0, H).Select(h => float.IsFinite(chart.Values[l, h]) ? (float?)MathF.Round(chart.Values[l, h], 4) : null)));
        Style.Colour(trace, chart.Values, chart.Scale);
        trace.SetProperty("colorbar", Style.ColourBar(chart.Measure));
        trace.SetProperty("xgap", 2);
        trace.SetProperty("ygap", 2);
        trace.SetProperty("hovertemplate", $"head %{{y}}.%{{x}}: %{{z:.2f}}<extra></extra>");

        var layout = Style.Layout(Style.Text(chart.Title).Replace(" · ", "<br>", StringComparison.Ordinal), 144 + Math.Clamp(L * 15, 120, 640));
        layout.SetProperty("margin", new { l = 60, r = 10, t = 64, b = 50 });
        layout.SetProperty("xaxis", new { title = Style.AxisTitle("head"), dtick = 1, showgrid = false, zeroline = false });
        layout.SetProperty("yaxis", new { title = Style.AxisTitle("layer"), dtick = Math.Max(1, L / 10), range = new[] { L - .5, -.5 }, showgrid = false, zeroline = false });
        return PlotlyChartMaker.Json([trace], layout);
    }
}
