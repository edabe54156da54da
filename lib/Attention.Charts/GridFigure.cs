using Attention.Figures.Charts;
using Plotly.NET;

namespace Attention.Charts;

/// <summary>A table as colours: square cells, or cells with words in them where there is room.</summary>
internal static class GridFigure
{
    private const int WordsFit = 14;    // columns

    public static string ToJson(GridChart chart)
    {
        var (R, C) = (chart.Rows.Count, chart.Columns.Count);
        var scale = MapScale.Of(chart.Values, chart.Scale);
        string Said(int r, int c) =>
            $"{Style.Number(chart.Values[r, c], chart.Scale == ColourScale.Share)} {Style.Text(chart.Words?[r, c] ?? "")}";
        var z = Table(R, C, (r, c) => float.IsFinite(chart.Values[r, c]) ? (float?)Math.Round(scale.Drawn(chart.Values[r, c]), 4) : null);
        var said = Table(R, C, (r, c) => new[] { Style.Text(chart.Rows[r]), Style.Text(chart.Columns[c]), Said(r, c) });
        List<Trace> traces = [Parts.Heatmap(z, scale, said, "%{customdata[0]}, %{customdata[1]}: %{customdata[2]}", bar: chart.Measure)];
        if (chart.Words is { } words && C <= WordsFit) traces.Add(Words(chart, words, scale));

        var layout = Parts.Layout(chart.Title, 150 + Math.Clamp(R * 24, 120, 620), (90, 10, 60, 50), new { kind = "map" }, new
        {
            xaxis = Parts.CellAxis(chart.Horizontal, Range(C), Places(C), Labels(chart.Columns, 30),
                upright: chart.Columns.Any(name => name.Length > 3), side: "top"),
            yaxis = Parts.CellAxis(chart.Vertical, Range(R, downwards: true), Places(R), Labels(chart.Rows, 48),
                square: traces.Count > 1 ? null : "x"),
        });
        return PlotlyChartMaker.Json(traces, layout);
    }

    /// <summary>From the edge of the first cell that is shown to that of the last.</summary>
    public static double[] Range(int count, bool downwards = false, int first = 0) =>
        downwards ? [count - .5, first - .5] : [first - .5, count - .5];

    public static T[][] Table<T>(int rows, int columns, Func<int, int, T> cell) =>
        [.. Enumerable.Range(0, rows).Select(r => Enumerable.Range(0, columns).Select(c => cell(r, c)).ToArray())];

    private static int[] Places(int count) => [.. Enumerable.Range(0, count)];

    private static string[] Labels(IReadOnlyList<string> names, int longest) => [.. names.Select(name => Style.Label(name, longest))];

    private static Trace Words(GridChart chart, string[,] words, MapScale scale)
    {
        var longest = 7 * WordsFit / Math.Max(chart.Columns.Count, 7);
        var cells = from r in Enumerable.Range(0, chart.Rows.Count)
                    from c in Enumerable.Range(0, chart.Columns.Count)
                    where float.IsFinite(chart.Values[r, c])
                    select (c, r, Style.Label(words[r, c], longest), scale.Ink(chart.Values[r, c]));
        return Parts.CellWords([.. cells]);
    }
}
