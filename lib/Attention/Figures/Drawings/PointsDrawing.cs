using Attention.Figures.Charts;

namespace Attention.Figures.Drawings;

/// <summary>Points, those of the control open and grey, and names beside the points that bear them.</summary>
internal static class PointsDrawing
{
    private const double Width = 560, Height = 240, Left = 46, Right = 30, Top = 24, Bottom = 40;

    /// <summary>Draws points.</summary>
    public static Drawing Of(ScatterChart chart)
    {
        var all = chart.Measured.Concat(chart.Control).Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)).ToArray();
        var frame = new PlotFrame(Left, Top, Width - Left - Right, Height, Axis.Of(all.Select(point => point.X), fromZero: true),
            Axis.Of(all.Select(point => point.Y), fromZero: true));
        var drawing = new Drawing(Width, Top + Height + Bottom);
        frame.Axes(drawing, chart.Horizontal, chart.Vertical);
        foreach (var point in all.Intersect(chart.Control)) drawing.Circle(frame.X(point.X), frame.Y(point.Y), 3, "ring");
        foreach (var point in all.Intersect(chart.Measured)) drawing.Circle(frame.X(point.X), frame.Y(point.Y), 3, Shade.Fill(0));
        var named = all.Intersect(chart.Measured).Where(point => chart.Named.Contains(point.Name))
            .OrderByDescending(point => Math.Abs(point.Y))
            .Select(point => (frame.X(point.X), frame.Y(point.Y), point.Name)).ToArray();
        foreach (var (i, _, x, y) in PointNames.Place([.. all.Select(point => (frame.X(point.X), frame.Y(point.Y)))], named, Width,
            Top + Height))
            drawing.Text(x, y, named[i].Name, anchor: Anchor.Middle);
        return drawing;
    }
}
