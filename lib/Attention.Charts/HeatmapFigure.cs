using Attention.Figures.Charts;
using Plotly.NET;

namespace Attention.Charts;

/// <summary>Patterns of heads side by side in square cells, words upright above and at the left, and the switch that leaves the first token
/// out.</summary>
internal sealed class HeatmapFigure(HeatmapChart chart)
{
    private const int InARow = 3;
    private const double Gap = .09;                                         // between panels, share of the width
    private const int Titles = 44, Words = 76, Buttons = 40, Bottom = 20;    // px
    // px, for hosts that draw the JSON themselves; pages lay the chart out anew
    private const int Width = 760;

    private readonly int columns = Math.Min(InARow, chart.Panels.Count);
    private readonly int rows = (chart.Panels.Count + InARow - 1) / InARow;

    public string ToJson()
    {
        var side = (int)Math.Clamp((Width - 90.0) * (1 - Gap * (columns - 1)) / columns, 100,
            Math.Max(100, 34 * chart.Panels.Max(panel => panel.Words.Count) + 20));
        var inner = rows * (side + Titles + Words) - Titles - Words;
        var meta = new
        {
            kind = "patterns",
            words = chart.Panels.Select(panel => panel.Words.Select(word => Style.Label(word)).ToArray()).ToArray(),
            titles = chart.Panels.Select(panel => new[] { Style.Text(panel.Title), Style.Text(panel.ModelName) }).ToArray(),
        };
        var more = new Dictionary<string, object>
        {
            ["annotations"] = chart.Panels.Select(Title).ToArray(),
            ["updatemenus"] = new[] { Switch() }
        };
        var frames = chart.Panels.Index()
            .SelectMany(one => one.Item.Gold.Select(cell => Parts.Frame(cell.Key, cell.Query, one.Index))).ToArray();
        if (frames.Length > 0) more["shapes"] = frames;
        foreach (var (p, panel) in chart.Panels.Index())
            (more[$"xaxis{Parts.Suffix(p)}"], more[$"yaxis{Parts.Suffix(p)}"]) = Axes(panel, p, side, inner);
        var layout = Parts.Layout(chart.Title, inner + Buttons + Titles + Words + Bottom, (90, 10, Buttons + Titles + Words, Bottom),
            meta, more);
        return PlotlyChartMaker.Json([.. chart.Panels.SelectMany(Traces)], layout);
    }

    /// <summary>The colours of a panel, and the numbers in its cells.</summary>
    private IEnumerable<Trace> Traces(HeatmapPanel panel, int p)
    {
        var T = panel.Words.Count;
        var said = GridFigure.Table(T, T,
            (i, j) => new[] { Style.Text(panel.Words[i].Trim()), Style.Text(panel.Words[j].Trim()),
                Style.Number(panel.Weights[i, j], isShare: true) });
        yield return Parts.Heatmap(Weights(panel, chart.HideFirst), MapScale.Share, said,
            "“%{customdata[0]}” attends to “%{customdata[1]}”: %{customdata[2]}", p, p == 0 ? "weight" : null);
        var cells = from i in Enumerable.Range(0, T)
                    from j in Enumerable.Range(0, i + 1)
                    let weight = panel.Weights[i, j]
                    where weight >= .05f && !(chart.HideFirst && (i == 0 || j == 0))
                    select (j, i, $"{weight:.00}", MapScale.Share.Ink(weight));
        yield return Parts.CellWords(T <= 12 && columns == 1 ? [.. cells] : [], p);    // else cells are under 24 px
    }

    private (object X, object Y) Axes(HeatmapPanel panel, int p, int side, double inner)
    {
        var (T, first, suffix) = (panel.Words.Count, chart.HideFirst ? 1 : 0, Parts.Suffix(p));
        var (width, top) = ((1 - Gap * (columns - 1)) / columns, 1 - p / InARow * (side + Titles + Words) / inner);
        var left = p % InARow * (width + Gap);
        var most = Math.Max(8, side / 13);    // labels that fit without overlap
        int[] shown = [.. Enumerable.Range(0, T).Where(i => i % ((T + most - 1) / most) == 0)];
        string[] names = [.. shown.Select(i => Style.Label(panel.Words[i]))];
        var x = Parts.CellAxis("", GridFigure.Range(T, first: first), shown, names, upright: true, "top", domain: [left, left + width],
            anchor: $"y{suffix}");
        var y = Parts.CellAxis("", GridFigure.Range(T, downwards: true, first), shown, p % InARow == 0 ? names : [.. names.Select(_ => "")],
            square: $"x{suffix}", domain: [Math.Max(0, top - side / inner), top], anchor: $"x{suffix}");
        return (x, y);
    }

    /// <summary>Two buttons for hosts that draw the JSON themselves; pages have a switch of their own. Scale and axes stay, and nothing is
    /// renormalised.</summary>
    private object Switch() => new
    {
        type = "buttons",
        direction = "right",
        showactive = true,
        active = chart.HideFirst ? 0 : 1,
        x = 0,
        xanchor = "left",
        y = 1,
        yanchor = "bottom",
        pad = new { b = Titles + Words },
        // Plotly paints the active button nearly white, on a dark page too: both are light, with dark words.
        bgcolor = "#cdd4de",
        bordercolor = "rgba(128,128,128,.6)",
        font = new { size = 12, color = "#14171d" },
        buttons = new[] { Button("first token left out", true), Button("first token shown", false) },
    };

    private object Button(string label, bool hideFirst) => new
    {
        label,
        method = "restyle",
        // every other trace holds numbers
        args = new object[] { new { z = chart.Panels.Select(panel => Weights(panel, hideFirst)).ToArray() },
            chart.Panels.Select((_, p) => 2 * p).ToArray() },
    };

    private static object Title(HeatmapPanel panel, int p) =>
        Parts.Note($"<b>{Style.Text(panel.Title)}</b><br>{Style.Text(panel.ModelName)}", 0, 1, $"x{Parts.Suffix(p)} domain",
            $"y{Parts.Suffix(p)} domain", "left", "bottom", yshift: Words);

    /// <summary>Null is not drawn: above the diagonal there is nothing, and what was left out is gone.</summary>
    private static float?[][] Weights(HeatmapPanel panel, bool hideFirst) =>
        GridFigure.Table(panel.Words.Count, panel.Words.Count, (i, j) =>
            j > i || hideFirst && (i == 0 || j == 0) || !float.IsFinite(panel.Weights[i, j])
                ? (float?)null
                : MathF.Round(panel.Weights[i, j], 4));
}
