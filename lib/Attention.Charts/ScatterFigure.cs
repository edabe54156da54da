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
        var control = Parts.Points("control", chart.Control, new Dictionary<string, string>(), Hover,
            new { color = "rgba(128,128,128,.9)", symbol = "circle-open", size = 6 });
        return PlotlyChartMaker.Json([control, Parts.Points("measured", chart.Measured, Places(chart), Hover,
            new { color = Style.Series[0], symbol = "circle", size = 7 })], layout);
    }

    /// <summary>Where the names are written: over the point, or at another side of it where that place is taken; a name that fits nowhere
    /// is left to the hover text.</summary>
    private static Dictionary<string, string> Places(ScatterChart chart)
    {
        (string Name, double X, double Y)[] all = [.. chart.Measured, .. chart.Control];
        var (width, height) = (Math.Max(all.Max(p => p.X) - all.Min(p => p.X), 1e-9),
            Math.Max(all.Max(p => p.Y) - all.Min(p => p.Y), 1e-9));
        var (taken, places) = (new List<Box>(), new Dictionary<string, string>());
        foreach (var point in chart.Measured.Where(point => chart.Named.Contains(point.Name)).OrderByDescending(point => Math.Abs(point.Y)))
            foreach (var (position, dx, dy) in Sides)
            {
                var half = .5 * Letter * point.Name.Length;
                var box = new Box(point.X / width + dx * (half + Gap), point.Y / height + dy * Line, half, Line / 2);
                if (taken.Any(other => other.Meets(box))
                    || all.Any(other => dy == 0 && box.Holds(other.X / width, other.Y / height))) continue;
                taken.Add(box);
                places.TryAdd(point.Name, position);
                break;
            }
        return places;
    }

    private static readonly (string Position, double X, double Y)[] Sides = [("top center", 0, 1), ("middle right", 1, 0),
        ("bottom center", 0, -1), ("middle left", -1, 0)];

    /// <summary>The size of a letter, a line and the gap beside a point, as shares of a drawing of some 500 by 300 pixels.</summary>
    private const double Letter = .013, Line = .055, Gap = .012;

    /// <summary>What a name covers: its middle and half of its size.</summary>
    private sealed record Box(double X, double Y, double Width, double Height)
    {
        public bool Meets(Box other) => Math.Abs(X - other.X) < Width + other.Width && Math.Abs(Y - other.Y) < Height + other.Height;

        public bool Holds(double x, double y) => Math.Abs(X - x) < Width && Math.Abs(Y - y) < Height;
    }
}
