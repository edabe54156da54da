using System.Text;
using Attention.Figures.Drawings;

namespace Attention.Charts;

/// <summary>What all charts share: the kit's colours (lib/Web/colours.js, a test holds the two together), and text that is only
/// text.</summary>
internal static class Style
{
    /// <summary>Weight 0 to 1: one hue, even steps of lightness, readable with any colour vision and in grey.</summary>
    public static readonly string[] Weights = ["#eef3f9", "#b3cde6", "#6fa2cf", "#2f6fad", "#083a6e"];

    /// <summary>Numbers around 0: orange above, purple below, near white at 0; readable with any colour vision.</summary>
    public static readonly string[] AroundZero = ["#542788", "#998ec3", "#f2f1ee", "#f1a340", "#b35806"];

    /// <summary>Lines and points, one after the other; grey is for controls alone.</summary>
    public static readonly string[] Series = ["#1f5fa8", "#b84a00", "#00755a", "#9c3a76", "#4a45a8", "#735700"];

    public const string ControlGrey = "#808791", Grid = "rgba(128,128,128,.25)", ZeroLine = "rgba(128,128,128,.8)",
        Stripe = "rgba(128,128,128,.12)";

    private static readonly string[] ControlWords = ["control", "untrained", "random weights", "uniform", "fixed distance"];

    /// <summary>Of what was measured.</summary>
    public static readonly object Measured = new { color = Series[0] };

    /// <summary>Of bars of a control: hatched as well as grey.</summary>
    public static object Control(string hatch, double opacity) =>
        new { color = $"rgba(128,128,128,{opacity:.##})", pattern = new { shape = hatch, fgcolor = "rgba(128,128,128,.9)" } };

    /// <summary>Whether a name says that something is a control: then it is grey.</summary>
    public static bool IsControl(string name) => ControlWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Black or white on a colour of a scale, whichever is read better: never under 4.5 : 1.</summary>
    public static string InkOn(string[] colours, double share)
    {
        var place = Math.Clamp(double.IsFinite(share) ? share : 0, 0, 1) * (colours.Length - 1);
        var (from, to) = (Channels(colours[(int)place]), Channels(colours[(int)Math.Ceiling(place)]));
        double[] linear = [.. from.Zip(to, (a, b) => Linear(Math.Round(a + (b - a) * (place % 1)) / 255))];
        return .2126 * linear[0] + .7152 * linear[1] + .0722 * linear[2] > .179 ? "#000" : "#fff";
    }

    /// <summary>Plotly reads tags in its texts, and of all entities knows these three: encode what would be read as a tag, and no
    /// more.</summary>
    public static string Text(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>A number as it is drawn; null where there is none.</summary>
    public static double? Finite(double value) => double.IsFinite(value) ? Math.Round(value, 4) : null;

    /// <summary>A number in a hover text: two decimals, a true minus.</summary>
    public static string Number(double value, bool isShare) => double.IsFinite(value) ? Drawing.Number(value, isShare) : "not measured";

    /// <summary>Whether all numbers lie between 0 and 1: such ones bear no zero before the point.</summary>
    public static bool AreShares(IEnumerable<double> values) => values.All(value => value is >= 0 and <= 1 || !double.IsFinite(value));

    /// <summary>A token as an axis label: without its leading space, what cannot be seen made visible, long ones cut.</summary>
    public static string Label(string token, int longest = 14)
    {
        var label = new StringBuilder();
        foreach (var rune in token.Trim(' ').EnumerateRunes())
            label.Append(rune.Value switch
            {
                '\n' => "⏎",
                '\t' => "⇥",
                '\r' => "␍",
                _ when Rune.IsControl(rune) => "·",
                _ => rune.ToString()
            });
        if (label.Length == 0) return new string('␣', Math.Clamp(token.Length, 1, 8));
        return Text(label.Length > longest ? $"{label.ToString(0, longest - 1)}…" : label.ToString());
    }

    private static double[] Channels(string hex) =>
        [Convert.ToInt32(hex[1..3], 16), Convert.ToInt32(hex[3..5], 16), Convert.ToInt32(hex[5..7], 16)];

    private static double Linear(double value) => value <= .04045 ? value / 12.92 : Math.Pow((value + .055) / 1.055, 2.4);
}
