using Attention.Figures.Charts;

namespace Attention.Charts;

/// <summary>Points; those of the control are open and grey, and lie on top so that they are seen.</summary>
internal static class ScatterFigure
{
    private const string Hover = "%{customdata}: %{x:.2f}, %{y:.2f}";

    public static string ToJson(ScatterChart chart)
    {
        var layout = Parts.Layout(chart.Title, 420, (60, 20, 80, 50), new { kind = "points" }, new
        {
            xaxis = Parts.NumberAxis(chart.Horizontal),
            yaxis = Parts.NumberAxis(chart.Vertical),
            showlegend = chart.Control.Count > 0,
        });
        var control = Parts.Points("control", chart.Control, new HashSet<string>(), Hover, new { color = "rgba(128,128,128,.9)", symbol = "circle-open", size = 6 });
        return PlotlyChartMaker.Json([control, Parts.Points("measured", chart.Measured, Apart(chart), Hover, new { color = Style.Series[0], symbol = "circle", size = 7 })], layout);
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
}
