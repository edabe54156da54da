using Attention.Figures.Charts;
using Plotly.NET;

namespace Attention.Charts;

/// <summary>Points; those of the control are open and grey.</summary>
internal static class ScatterFigure
{
    public static string ToJson(ScatterChart chart)
    {
        var layout = Style.Layout(Style.Text(chart.Title), 420);
        layout.SetProperty("margin", new { l = 60, r = 20, t = 80, b = 50 });
        layout.SetProperty("xaxis", new { title = Style.AxisTitle(chart.Horizontal), gridcolor = Style.Grid, zerolinecolor = "rgba(128,128,128,.8)" });
        layout.SetProperty("yaxis", new { title = Style.AxisTitle(chart.Vertical), gridcolor = Style.Grid, zerolinecolor = "rgba(128,128,128,.8)" });
        layout.SetProperty("legend", Style.LegendAbove);
        layout.SetProperty("showlegend", chart.Control.Count > 0);
        return PlotlyChartMaker.Json(
        [
            Points("control", chart.Control, [], new { color = "rgba(128,128,128,.9)", symbol = "circle-open", size = 6 }),
            Points("measured", chart.Measured, Apart(chart), new { color = Style.Series[0], symbol = "circle", size = 7 }),
        ], layout);
    }

    /// <summary>The names that are written: of points close to each other only the outermost, so that no two names overlap.</summary>
    private static HashSet<string> Apart(ScatterChart chart)
    {
        (string Name, double X, double Y)[] all = [.. chart.Measured, .. chart.Control];
        var (width, height) = (all.Max(p => p.X) - all.Min(p => p.X), all.Max(p => p.Y) - all.Min(p => p.Y));
        var written = new List<(string Name, double X, double Y)>();
        foreach (var point in chart.Measured.Where(point => chart.Named.Contains(point.Name)).OrderByDescending(point => Math.Abs(point.Y)))
            if (written.All(other => Math.Abs(other.X - point.X) > .05 * width || Math.Abs(other.Y - point.Y) > .06 * height)) written.Add(point);
        return [.. written.Select(point => point.Name)];
    }

    private static Trace Points(string name, IReadOnlyList<(string Name, double X, double Y)> points, HashSet<string> named, object marker)
    {
        var trace = new Trace("scatter");
        trace.SetProperty("name", name);
        trace.SetProperty("mode", "markers+text");
        trace.SetProperty("x", points.Select(point => Math.Round(point.X, 4)));
        trace.SetProperty("y", points.Select(point => Math.Round(point.Y, 4)));
        trace.SetProperty("text", points.Select(point => named.Contains(point.Name) ? Style.Text(point.Name) : ""));
        trace.SetProperty("textposition", "top center");
        trace.SetProperty("cliponaxis", false);
        trace.SetProperty("marker", marker);
        trace.SetProperty("customdata", points.Select(point => Style.Text(point.Name)));
        trace.SetProperty("hovertemplate", "%{customdata}: %{x:.2f}, %{y:.2f}<extra></extra>");
        return trace;
    }
}
