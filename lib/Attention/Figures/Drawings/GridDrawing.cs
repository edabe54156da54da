using Attention.Figures.Charts;

namespace Attention.Figures.Drawings;

/// <summary>A table as colours: square cells, or cells as wide as their words.</summary>
internal static class GridDrawing
{
    private const double Width = 640, Square = 20, WordHeight = 24, MostWord = 96, Line = 16;

    /// <summary>A model with so many times more layers than heads lies on its side.</summary>
    private const double Deep = 1.5;

    /// <summary>Draws a table.</summary>
    public static Drawing Of(GridChart chart) =>
        Draw(chart.Values, [.. chart.Rows.Select(name => TokenWords.Label(name, 48))],
            [.. chart.Columns.Select(name => TokenWords.Label(name, 30))], chart.Scale, chart.Words,
            $"{chart.Horizontal} to the right, {chart.Vertical} downwards; {chart.Measure}");

    /// <summary>Draws a number for each head.</summary>
    public static Drawing Of(HeadMapChart chart)
    {
        var (L, H) = (chart.Values.GetLength(0), chart.Values.GetLength(1));
        var across = L > Deep * H;
        var values = new float[across ? H : L, across ? L : H];
        for (var l = 0; l < L; l++)
            for (var h = 0; h < H; h++) values[across ? h : l, across ? l : h] = chart.Values[l, h];
        string[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => $"{i}")];
        return Draw(values, Numbers(values.GetLength(0)), Numbers(values.GetLength(1)), chart.Scale, null,
            $"{(across ? "layers to the right, heads" : "heads to the right, layers")} downwards; {chart.Measure}");
    }

    private static Drawing Draw(float[,] values, string[] rows, string[] columns, ColourScale scale, string[,]? words, string axes)
    {
        var left = TextWidth.Widest(rows) + 8;
        var room = (Width - left) / Math.Max(1, columns.Length);
        var (cell, height) = words is null || room < 40
            ? (Math.Max(6, Math.Min(Square, room)), Math.Max(6, Math.Min(Square, room)))
            : (Math.Min(MostWord, room), WordHeight);
        var upright = TextWidth.Widest(columns) + 4 > cell;
        var keys = TextWidth.Wrapped(Key(axes, values, scale), Math.Max(220, left + cell * columns.Length));
        var top = keys.Count * Line + (upright ? TextWidth.Widest(columns) : Drawing.FontSize) + 8;
        var drawing = new Drawing(Math.Max(left + cell * columns.Length + 2, TextWidth.Widest(keys)), top + height * rows.Length + 2);
        for (var i = 0; i < keys.Count; i++) drawing.Text(0, (i + .5) * Line, keys[i]);
        Names(drawing, rows, columns, left, top, cell, height, upright);
        foreach (var (step, cells) in Steps(values, scale))
            drawing.Path(ClassOf(scale, step),
                string.Concat(cells.Select(at =>
                    FormattableString.Invariant(
                        $"M{left + at.Column * cell:0.#} {top + at.Row * height:0.#}h{cell - 1:0.#}v{height - 1:0.#}h-{cell - 1:0.#}z"))));
        if (words is not null && height == WordHeight) Words(drawing, values, scale, words, left, top, cell);
        return drawing;
    }

    private static string Key(string axes, float[,] values, ColourScale scale)
    {
        var most = Most(values, scale);
        var end = scale switch
        {
            ColourScale.Share => "from 0, pale, to 1",
            ColourScale.FromZero => $"from 0, pale, to {Drawing.Number(most, isShare: false)}",
            _ => $"purple to {Drawing.Number(-most, isShare: false)}, orange to {Drawing.Number(most, isShare: false)}",
        };
        return $"{char.ToUpperInvariant(axes[0])}{axes[1..]}, {end}.";
    }

    private static void Names(Drawing drawing, string[] rows, string[] columns, double left, double top, double cell, double height,
        bool upright)
    {
        var (down, right) = ((int)Math.Ceiling(Drawing.FontSize / height), upright ? (int)Math.Ceiling(Drawing.FontSize / cell) : 1);
        for (var i = 0; i < rows.Length; i += down) drawing.Text(left - 6, top + (i + .5) * height, rows[i], anchor: Anchor.End);
        for (var i = 0; i < columns.Length; i += right)
            drawing.Text(left + (i + .5) * cell, top - (upright ? 5 : 9), columns[i], anchor: upright ? Anchor.Start : Anchor.Middle,
                upright: upright);
    }

    private static IEnumerable<(int Step, IEnumerable<(int Row, int Column)> Cells)> Steps(float[,] values, ColourScale scale)
    {
        var most = Most(values, scale);
        var all = from row in Enumerable.Range(0,
            values.GetLength(0))
                  from column in Enumerable.Range(0,
                values.GetLength(1))
                  where float.IsFinite(values[row, column])
                  select (Row: row, Column: column);
        return all.GroupBy(at => Shade.Step(Place(values[at.Row, at.Column], most, scale)))
            .Select(group => (group.Key, group.AsEnumerable()));
    }

    private static void Words(Drawing drawing, float[,] values, ColourScale scale, string[,] words, double left, double top, double cell)
    {
        var most = Most(values, scale);
        for (var row = 0; row < values.GetLength(0); row++)
            for (var column = 0; column < values.GetLength(1); column++)
            {
                var word = TokenWords.Label(words[row, column], 18);
                if (!float.IsFinite(values[row, column]) || TextWidth.Of(word, 11) > cell - 2) continue;
                var step = Shade.Step(Place(values[row, column], most, scale));
                drawing.Text(left + (column + .5) * cell, top + (row + .5) * WordHeight, word,
                    scale == ColourScale.AroundZero ? Shade.OnAround(step) : Shade.OnWeight(step), Anchor.Middle, size: 11);
            }
    }

    private static string ClassOf(ColourScale scale, int step) => scale == ColourScale.AroundZero ? Shade.Around(step) : Shade.Weight(step);

    /// <summary>0 to 1 on the scale; around 0 by the signed square root, as charts and views draw it.</summary>
    private static double Place(double value, double most, ColourScale scale) =>
        scale == ColourScale.AroundZero ? (Math.Sign(value) * Math.Sqrt(Math.Abs(value) / most) + 1) / 2 : value / most;

    private static double Most(float[,] values, ColourScale scale) => scale switch
    {
        ColourScale.Share => 1,
        ColourScale.FromZero => Math.Max(1e-6, values.Cast<float>().Where(float.IsFinite).DefaultIfEmpty(1).Max()),
        _ => Math.Max(1e-6, values.Cast<float>().Where(float.IsFinite).DefaultIfEmpty(1).Max(Math.Abs)),
    };
}
