using System.Text;
using Attention.Figures.Charts;
using Plotly.NET;

namespace Attention.Charts;

/// <summary>What all charts share: one hue for weights, transparent paper, text that is only text.</summary>
internal static class Style
{
    /// <summary>Weight 0 to 1: one hue, even steps of lightness, readable with any colour vision and in grey.</summary>
    public static readonly object[][] Weights = [[0, "#eef3f9"], [.25, "#b3cde6"], [.5, "#6fa2cf"], [.75, "#2f6fad"], [1, "#083a6e"]];

    /// <summary>Numbers around 0, as the course's own views colour them: orange above, purple below, near white at 0; readable with any colour vision.</summary>
    public static readonly object[][] AroundZero = [[0, "#542788"], [.25, "#998ec3"], [.5, "#f7f7f7"], [.75, "#f1a340"], [1, "#b35806"]];

    /// <summary>A legend above the chart and below its title.</summary>
    public static readonly object LegendAbove = new { orientation = "h", x = 0, y = 1, yanchor = "bottom" };

    /// <summary>Categories that differ in lightness as well as in hue (Okabe and Ito).</summary>
    public static readonly string[] Series = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00"];

    public const string Grid = "rgba(128,128,128,.25)";

    private static readonly string[] UnusedButtons = ["lasso", "select", "autoScale"];

    public static Layout Layout(string title, int height)
    {
        var layout = new Layout();
        layout.SetProperty("title", new { text = title, x = 0, xanchor = "left", xref = "container", font = new { size = 14 }, pad = new { l = 8 } });
        layout.SetProperty("paper_bgcolor", "rgba(0,0,0,0)");
        layout.SetProperty("plot_bgcolor", "rgba(0,0,0,0)");
        layout.SetProperty("font", new { family = "system-ui, sans-serif", size = 13 });
        layout.SetProperty("height", height);
        layout.SetProperty("modebar", new { bgcolor = "rgba(0,0,0,0)", color = "rgba(128,128,128,.6)", activecolor = "rgba(128,128,128,1)", remove = UnusedButtons });
        return layout;
    }

    /// <summary>Plotly reads tags in its texts, and of all entities knows these three: encode what would be read as a tag, and no more.</summary>
    public static string Text(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>The colour of bars that were measured.</summary>
    public static readonly object Measured = new { color = Series[0] };

    /// <summary>Bars of a control: hatched as well as grey.</summary>
    public static object Control(string hatch, double opacity) =>
        new { color = $"rgba(128,128,128,{opacity:.##})", pattern = new { shape = hatch, fgcolor = "rgba(128,128,128,.9)" } };

    /// <summary>Horizontal bars with their numbers beside them; what is not finite has no bar.</summary>
    public static Trace Bars(string name, IEnumerable<string> labels, IEnumerable<double> values, Func<double, string> number, object marker)
    {
        var trace = new Trace("bar");
        trace.SetProperty("orientation", "h");
        trace.SetProperty("name", Text(name));
        trace.SetProperty("y", labels.Select(Text));
        trace.SetProperty("x", values.Select(value => double.IsFinite(value) ? Math.Round(value, 4) : (double?)null));
        trace.SetProperty("text", values.Select(number));
        trace.SetProperty("textposition", "outside");
        trace.SetProperty("cliponaxis", false);
        trace.SetProperty("marker", marker);
        return trace;
    }

    /// <summary>Gives a map its colours.</summary>
    public static void Colour(Trace trace, float[,] values, ColourScale scale)
    {
        var end = scale switch { ColourScale.Share => 1, ColourScale.FromZero => values.Cast<float>().Where(float.IsFinite).DefaultIfEmpty(1).Max(), _ => Usual(values) };
        trace.SetProperty("zmin", scale == ColourScale.AroundZero ? -end : 0);
        trace.SetProperty("zmax", end);
        trace.SetProperty("colorscale", scale == ColourScale.AroundZero ? AroundZero : Weights);
    }

    /// <summary>What 98 of 100 values stay below, so that one that stands out does not bleach the others.</summary>
    private static float Usual(float[,] values)
    {
        float[] sizes = [.. values.Cast<float>().Where(float.IsFinite).Select(MathF.Abs).Order()];
        return sizes.Length == 0 ? 1 : MathF.Max(sizes[(int)Math.Ceiling(.98 * (sizes.Length - 1))], 1e-3f);
    }

    /// <summary>The scale beside a map.</summary>
    public static object ColourBar(string title, double[]? ticks = null) =>
        new { thickness = 10, len = .8, tickvals = ticks, title = new { text = Text(title), side = "right", font = new { size = 12 } } };

    /// <summary>An axis title in the size of its labels.</summary>
    public static object AxisTitle(string text) => new { text = Text(text), font = new { size = 12 }, standoff = 8 };

    /// <summary>A token as an axis label: without its leading space, what cannot be seen made visible, long ones cut.</summary>
    public static string Label(string token, int longest = 14)
    {
        var label = new StringBuilder();
        foreach (var rune in token.Trim(' ').EnumerateRunes())
            label.Append(rune.Value switch { '\n' => "⏎", '\t' => "⇥", '\r' => "␍", _ when Rune.IsControl(rune) => "·", _ => rune.ToString() });
        if (label.Length == 0) return new string('␣', Math.Clamp(token.Length, 1, 8));
        return Text(label.Length > longest ? $"{label.ToString(0, longest - 1)}…" : label.ToString());
    }
}
