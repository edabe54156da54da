using Attention.Figures.Charts;
using Plotly.NET;

namespace Attention.Charts;

/// <summary>Lines that differ in colour and in dash.</summary>
internal static class LinesFigure
{
    private static readonly string[] Dashes = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot"];

    public static string ToJson(LinesChart chart)
    {
        var traces = chart.Lines.Select((line, i) =>
        {
            var trace = new Trace("scatter");
            if (chart.Places is { } places) trace.SetProperty("x", places);
            trace.SetProperty("y", line.Values.Select(value => double.IsFinite(value) ? Math.Round(value, 4) : (double?)null));
            trace.SetProperty("name", Style.Text(line.Name));
            trace.SetProperty("mode", "lines");
            trace.SetProperty("line", new { color = Style.Series[i % Style.Series.Length], dash = Dashes[i % Dashes.Length], width = 2 });
            trace.SetProperty("hovertemplate", $"{Style.Text(chart.Horizontal)} %{{x}}: %{{y:.2f}}");
            return trace;
        });
        var namesLength = chart.Lines.Sum(line => line.Name.Length + 8);
        var layout = Style.Layout(Style.Text(chart.Title), 340 + 20 * (namesLength / 80));    // a row of the legend holds about 80 letters
        layout.SetProperty("margin", new { l = 60, r = 10, t = 50, b = 50 });
        layout.SetProperty("xaxis", new { title = Style.AxisTitle(chart.Horizontal), gridcolor = Style.Grid, zeroline = false });
        layout.SetProperty("yaxis", new { title = Style.AxisTitle(chart.Vertical), gridcolor = Style.Grid, rangemode = "tozero" });
        layout.SetProperty("legend", new { orientation = "h", x = 0, y = -.2, yanchor = "top" });
        layout.SetProperty("showlegend", true);
        return PlotlyChartMaker.Json(chart.Dots is { } dots ? [Dots(dots), .. traces] : [.. traces], layout);
    }

    private static Trace Dots(IReadOnlyList<(string Name, double X, double Y)> dots)
    {
        var trace = new Trace("scatter");
        trace.SetProperty("mode", "markers");
        trace.SetProperty("x", dots.Select(dot => dot.X));
        trace.SetProperty("y", dots.Select(dot => double.IsFinite(dot.Y) ? Math.Round(dot.Y, 4) : (double?)null));
        trace.SetProperty("customdata", dots.Select(dot => Style.Text(dot.Name)));
        trace.SetProperty("name", "single heads");
        trace.SetProperty("marker", new { color = "rgba(128,128,128,.45)", size = 5 });
        trace.SetProperty("hovertemplate", "%{customdata}: %{y:.2f}<extra></extra>");
        return trace;
    }
}
