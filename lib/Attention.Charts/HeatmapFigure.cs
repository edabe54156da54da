using Attention.Figures.Charts;
using Plotly.NET;

namespace Attention.Charts;

/// <summary>Patterns of heads side by side, two in a row, and the switch that leaves the first token out.</summary>
internal sealed class HeatmapFigure(HeatmapChart chart)
{
    private const double Gap = .14;                                                          // between panels, share of the width
    private const int Top = 128, Bottom = 80, BetweenRows = Bottom + Titles, Titles = 76;    // px

    private readonly int columns = Math.Min(2, chart.Panels.Count);
    private readonly int rows = (chart.Panels.Count + 1) / 2;

    public string ToJson() => PlotlyChartMaker.Json([.. chart.Panels.Select(Trace)], Layout());

    private static Trace Trace(HeatmapPanel panel, int p)
    {
        var T = panel.Words.Count;
        var trace = new Trace("heatmap");
        trace.SetProperty("z", Weights(panel, firstShown: true));
        trace.SetProperty("zmin", 0);
        trace.SetProperty("zmax", 1);
        trace.SetProperty("colorscale", Style.Weights);
        trace.SetProperty("showscale", p == 0);
        trace.SetProperty("colorbar", Style.ColourBar("weight", [0, .5, 1]));
        trace.SetProperty("xgap", 1);
        trace.SetProperty("ygap", 1);
        trace.SetProperty("hoverongaps", false);
        trace.SetProperty("customdata", Rows(T, (i, j) => new[] { Style.Text(panel.Words[i]), Style.Text(panel.Words[j]) }));
        trace.SetProperty("hovertemplate", "“%{customdata[0]}” takes %{z:.2f} from “%{customdata[1]}”<extra></extra>");
        if (T <= 12)
        {
            trace.SetProperty("text", Rows(T, (i, j) => j <= i && panel.Weights[i, j] >= .05f ? $"{panel.Weights[i, j]:.00}" : ""));
            trace.SetProperty("texttemplate", "%{text}");
            trace.SetProperty("textfont", new { size = T <= 8 ? 11 : 9 });
        }
        trace.SetProperty("xaxis", $"x{Suffix(p)}");
        trace.SetProperty("yaxis", $"y{Suffix(p)}");
        return trace;
    }

    private Layout Layout()
    {
        var height = Math.Clamp(chart.Panels.Max(panel => panel.Words.Count) * 34, 200, 620);      // of one panel, px
        var whole = rows * height + (rows - 1) * BetweenRows;
        var layout = Style.Layout("", Top + whole + Bottom);
        layout.SetProperty("margin", new { l = 90, r = 10, t = Top, b = Bottom });
        layout.SetProperty("annotations", Annotations(firstShown: true));
        layout.SetProperty("updatemenus", new[] { Switch() });
        var width = (1 - Gap * (columns - 1)) / columns;
        foreach (var (p, panel) in chart.Panels.Index())
        {
            var (left, top) = (p % columns * (width + Gap), 1 - p / columns * (double)(height + BetweenRows) / whole);
            layout.SetProperty($"xaxis{Suffix(p)}", Axis(panel, p / columns < rows - 1 ? "" : "from (key)", [left, left + width], $"y{Suffix(p)}"));
            layout.SetProperty($"yaxis{Suffix(p)}", Axis(panel, p % columns == 0 ? "at (query)" : "", [Math.Max(0, top - (double)height / whole), top], $"x{Suffix(p)}", reversed: true));
        }
        return layout;
    }

    private object Axis(HeatmapPanel panel, string title, double[] domain, string anchor, bool reversed = false)
    {
        var T = panel.Words.Count;
        var most = reversed ? 32 : 32 / columns;    // labels that fit without overlap
        var every = (T + most - 1) / most;
        var shown = Enumerable.Range(0, T).Where(i => i % every == 0).ToArray();
        return new
        {
            title = Style.AxisTitle(title),
            domain,
            anchor,
            tickvals = shown,
            ticktext = shown.Select(i => Style.Label(panel.Words[i])).ToArray(),
            tickangle = reversed ? 0 : -55,
            range = reversed ? new[] { T - .5, -.5 } : [-.5, T - .5],
            showgrid = false,
            zeroline = false,
            ticks = "",
            automargin = true,
        };
    }

    /// <summary>Two buttons: data and texts change, scale and axes stay, and nothing is renormalised.</summary>
    private object Switch()
    {
        object Button(string label, bool firstShown) => new
        {
            label,
            method = "update",
            args = new object[]
            {
                new { z = chart.Panels.Select(panel => Weights(panel, firstShown)).ToArray() },
                new { annotations = Annotations(firstShown) },
            },
        };
        return new
        {
            type = "buttons",
            direction = "right",
            showactive = true,
            x = 0,
            xanchor = "left",
            y = 1,
            yanchor = "bottom",
            pad = new { b = Titles },
            // Plotly paints the active button nearly white, on a dark page too: both are light, with dark words.
            bgcolor = "#cdd4de",
            bordercolor = "rgba(128,128,128,.6)",
            font = new { size = 12, color = "#14171d" },
            buttons = new[] { Button("first token shown", true), Button("first token left out", false) },
        };
    }

    /// <summary>A title over each panel, and under it what was put in front and left out.</summary>
    private object[] Annotations(bool firstShown) =>
    [
        .. chart.Panels.Select((panel, p) =>
        {
            var state = firstShown ? "first token shown" : $"first token left out ({panel.ShareOnFirst:P0} of the weight)";
            return (object)new
            {
                text = $"<b>{Style.Text(panel.Title)}</b><br>{Style.Text(panel.ModelName)}<br><span style=\"font-size:11px\">{Style.Text(chart.Note)}<br>{state}</span>",
                xref = $"x{Suffix(p)} domain",
                yref = $"y{Suffix(p)} domain",
                x = 0,
                y = 1,
                xanchor = "left",
                yanchor = "bottom",
                yshift = 4,
                align = "left",
                showarrow = false,
                font = new { size = 12 },
            };
        }),
    ];

    /// <summary>Null is not drawn: above the diagonal there is nothing, and what was left out is gone.</summary>
    private static float?[][] Weights(HeatmapPanel panel, bool firstShown) =>
        Rows(panel.Words.Count, (i, j) => j > i || !firstShown && (i == 0 || j == 0) || !float.IsFinite(panel.Weights[i, j]) ? (float?)null : MathF.Round(panel.Weights[i, j], 4));

    private static T[][] Rows<T>(int count, Func<int, int, T> cell) =>
        [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, count).Select(j => cell(i, j)).ToArray())];

    private static string Suffix(int panel) => panel == 0 ? "" : $"{panel + 1}";
}
