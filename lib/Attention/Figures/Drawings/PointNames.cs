namespace Attention.Figures.Drawings;

/// <summary>Places for the names of points: beside its point, on no point and on no other name. A name that fits nowhere is left to the
/// hover text.</summary>
internal static class PointNames
{
    private const double High = 14, Dot = 4, Gap = 3;    // px

    /// <summary>The sides of a point that are tried, one after the other: above, right, below, left, then the corners; 1 is to the right
    /// and down.</summary>
    private static readonly (int X, int Y)[] Sides = [(0, -1), (1, 0), (0, 1), (-1, 0), (1, -1), (1, 1), (-1, -1), (-1, 1)];

    /// <summary>Places names.</summary>
    /// <param name="points">All points that are drawn, px.</param>
    /// <param name="named">Those to be named and their names, the most important first.</param>
    /// <param name="width">Of the drawing, px.</param>
    /// <param name="height">Of the drawing, px.</param>
    /// <returns>Of those that found a place: which of <paramref name="named"/>, at which side of its point, and the middle of the
    /// name.</returns>
    public static IReadOnlyList<(int Named, (int X, int Y) Side, double X, double Y)> Place(IReadOnlyList<(double X, double Y)> points,
        IReadOnlyList<(double X, double Y, string Name)> named, double width, double height)
    {
        var dots = points.Select(point => new Box(point.X, point.Y, Dot, Dot)).ToArray();
        List<Box> taken = [];
        List<(int, (int, int), double, double)> places = [];
        for (var i = 0; i < named.Count; i++)
        {
            var (x, y, half) = (named[i].X, named[i].Y, TextWidth.Of(named[i].Name) / 2);
            foreach (var side in Sides)
            {
                var box = new Box(x + side.X * (Dot + Gap + half), y + side.Y * (Dot + Gap + High / 2), half, High / 2);
                if (!box.IsWithin(width, height) || dots.Any(box.Meets) || taken.Any(box.Meets)) continue;
                taken.Add(box);
                places.Add((i, side, box.X, box.Y));
                break;
            }
        }
        return places;
    }

    /// <summary>What a name or a point covers: its middle and half of its size.</summary>
    private readonly record struct Box(double X, double Y, double Width, double Height)
    {
        public bool Meets(Box other) => Math.Abs(X - other.X) < Width + other.Width && Math.Abs(Y - other.Y) < Height + other.Height;

        public bool IsWithin(double width, double height) =>
            X - Width >= 0 && X + Width <= width && Y - Height >= 0 && Y + Height <= height;
    }
}
