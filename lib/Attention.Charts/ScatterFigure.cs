using Attention.Figures.Charts;
using Attention.Figures.Drawings;

namespace Attention.Charts;

/// <summary>Points; those of the control are open and grey, and lie on top so that they are seen.</summary>
internal static class ScatterFigure
{
    public static string ToJson(ScatterChart chart)
    {
        var layout = Parts.Layout(chart.Title, Height, (60, 20, 80, 50),
            new { kind = "points", named = chart.Named.Select(Style.Text).ToArray() }, new
            {
                xaxis = Parts.NumberAxis(chart.Horizontal),
                yaxis = Parts.NumberAxis(chart.Vertical),
                showlegend = chart.Control.Count > 0,
            });
        (string, double X, double Y)[] all = [.. chart.Measured, .. chart.Control];
        var (acrossIsShare, upIsShare) = (Style.AreShares(all.Select(point => point.X)), Style.AreShares(all.Select(point => point.Y)));
        string Said((string, double X, double Y) point) =>
            $"{Style.Number(point.X, acrossIsShare)}, {Style.Number(point.Y, upIsShare)}";
        var control = Parts.Points("control", chart.Control, new Dictionary<string, string>(), Said,
            new { color = "rgba(128,128,128,.9)", symbol = "circle-open", size = 6 });
        return PlotlyChartMaker.Json([control, Parts.Points("measured", chart.Measured, Places(chart), Said,
            new { color = Style.Series[0], symbol = "circle", size = 7 })], layout);
    }

    private const int Height = 420, Width = 700;    // px, for hosts that draw the JSON themselves; pages lay the chart out anew

    /// <summary>At which side of its point each name is written; one that fits nowhere is left to the hover text.</summary>
    private static Dictionary<string, string> Places(ScatterChart chart)
    {
        var all = chart.Measured.Concat(chart.Control).Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)).ToArray();
        if (all.Length == 0) return [];
        var (left, bottom) = (all.Min(point => point.X), all.Min(point => point.Y));
        var (width, height) = (Math.Max(all.Max(point => point.X) - left, 1e-9), Math.Max(all.Max(point => point.Y) - bottom, 1e-9));
        (double X, double Y) At((string Name, double X, double Y) point) =>
            ((.06 + .88 * (point.X - left) / width) * (Width - 80), (.94 - .88 * (point.Y - bottom) / height) * (Height - 130));
        var named = all.Intersect(chart.Measured).Where(point => chart.Named.Contains(point.Name))
            .OrderByDescending(point => Math.Abs(point.Y)).Select(point => (At(point).X, At(point).Y, point.Name)).ToArray();
        return PointNames.Place([.. all.Select(At)], named, Width - 80, Height - 130)
            .DistinctBy(place => named[place.Named].Name)
            .ToDictionary(place => named[place.Named].Name, place => Side(place.Side.X, place.Side.Y));
    }

    private static string Side(int x, int y) =>
        $"{(y < 0 ? "top" : y > 0 ? "bottom" : "middle")} {(x < 0 ? "left" : x > 0 ? "right" : "center")}";
}
