namespace Attention.Figures.Drawings;

/// <summary>The part of a drawing in which numbers have places, with its axes.</summary>
internal sealed record PlotFrame(double Left, double Top, double Width, double Height, Axis Horizontal, Axis Vertical)
{
    private const int TickLine = 14, NameLine = 31;    // px under the axis

    public double X(double value) => Left + Horizontal.Place(value) * Width;

    public double Y(double value) => Top + (1 - Vertical.Place(value)) * Height;

    /// <summary>Lines at round numbers, and what the axes are.</summary>
    public void Axes(Drawing drawing, string horizontal, string vertical)
    {
        foreach (var tick in Vertical.Ticks(5))
        {
            drawing.Path("g", $"M{Left} {Y(tick):0.#}h{Width:0.#}");
            drawing.Text(Left - 6, Y(tick), Axis.Name(tick), anchor: Anchor.End);
        }
        foreach (var tick in Horizontal.Ticks(7)) drawing.Text(X(tick), Top + Height + TickLine, Axis.Name(tick), anchor: Anchor.Middle);
        drawing.Text(Left + Width / 2, Top + Height + NameLine, horizontal, anchor: Anchor.Middle);
        drawing.Text(0, 7, vertical);
    }

    /// <summary>Parts of the horizontal axis with their names.</summary>
    public void Stripes(Drawing drawing, IReadOnlyList<(string Name, double From, double To)> stripes)
    {
        foreach (var (name, from, to) in stripes)
        {
            var (left, right) = (X(Math.Max(from, Horizontal.Least)), X(Math.Min(to, Horizontal.Most)));
            drawing.Rect(left, Top, Math.Max(0, right - left), Height, "stripe");
            drawing.Text((left + right) / 2, Top + 9, name, anchor: Anchor.Middle);
        }
    }
}
