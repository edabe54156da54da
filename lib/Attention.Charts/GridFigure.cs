using Attention.Figures.Charts;
using Plotly.NET;

namespace Attention.Charts;

/// <summary>A table as colours, with words in its cells where there is room.</summary>
internal static class GridFigure
{
    private const int WordsFit = 14;    // columns

    public static string ToJson(GridChart chart)
    {
        var trace = new Trace("heatmap");
        trace.SetProperty("z", Cells(chart, (r, c) => float.IsFinite(chart.Values[r, c]) ? (float?)MathF.Round(chart.Values[r, c], 4) : null));
        Style.Colour(trace, chart.Values, chart.Scale);
        trace.SetProperty("colorbar", Style.ColourBar(chart.Measure));
        trace.SetProperty("xgap", 1);
        trace.SetProperty("ygap", 1);
        trace.SetProperty("hoverongaps", false);
        trace.SetProperty("customdata", Cells(chart, (r, c) => new[] { Style.Text(chart.Rows[r]), Style.Text(chart.Columns[c]), Style.Text(chart.Words?[r, c] ?? "") }));
        trace.SetProperty("hovertemplate", $"%{{customdata[0]}}, %{{customdata[1]}}: %{{z:.2f}} %{{customdata[2]}}<extra></extra>");
        if (chart.Words is { } words && chart.Columns.Count <= WordsFit)
        {
            trace.SetProperty("text", Cells(chart, (r, c) => Style.Label(words[r, c], longest: 7 * WordsFit / Math.Max(chart.Columns.Count, 7))));
            trace.SetProperty("texttemplate", "%{text}");
            trace.SetProperty("textfont", new { size = 9 });
        }
        return PlotlyChartMaker.Json([trace], Layout(chart));
    }

    private static Layout Layout(GridChart chart)
    {
        var rows = chart.Rows.Count;
        var layout = Style.Layout(Style.Text(chart.Title), 150 + Math.Clamp(rows * 20, 120, 620));
        layout.SetProperty("margin", new { l = 90, r = 10, t = 56, b = 80 });
        layout.SetProperty("xaxis", Axis(chart.Horizontal, chart.Columns, [-.5, chart.Columns.Count - .5], chart.Columns.Any(name => name.Length > 3) ? -55 : 0));
        layout.SetProperty("yaxis", Axis(chart.Vertical, chart.Rows, [rows - .5, -.5], 0));
        return layout;
    }

    private static object Axis(string title, IReadOnlyList<string> names, double[] range, int angle)
    {
        var every = (names.Count + 31) / 32;    // at most 32 labels, so that none overlap
        var shown = Enumerable.Range(0, names.Count).Where(i => i % every == 0).ToArray();
        return new
        {
            title = Style.AxisTitle(title),
            tickvals = shown,
            ticktext = shown.Select(i => Style.Label(names[i], longest: 48)).ToArray(),
            tickangle = angle,
            range,
            showgrid = false,
            zeroline = false,
            ticks = "",
            automargin = true,
        };
    }

    private static T[][] Cells<T>(GridChart chart, Func<int, int, T> cell) =>
        [.. Enumerable.Range(0, chart.Rows.Count).Select(r => Enumerable.Range(0, chart.Columns.Count).Select(c => cell(r, c)).ToArray())];
}
