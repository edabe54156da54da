using System.Globalization;
using System.Net;
using System.Text;

namespace Attention.Figures.Drawings;

/// <summary>A box of SVG elements. Colours are classes (lib/Web/bundles/drawings.css), so that one drawing serves light pages, dark ones
/// and paper.</summary>
/// <param name="width">Its width in pixels.</param>
/// <param name="height">Its height in pixels.</param>
internal sealed class Drawing(double width, double height)
{
    /// <summary>Of labels.</summary>
    public const double FontSize = 12;

    private readonly StringBuilder elements = new();

    public double Width { get; } = Math.Ceiling(width);

    public double Height { get; } = Math.Ceiling(height);

    /// <summary>The elements alone.</summary>
    public string Elements => elements.ToString();

    /// <summary>The drawing as an element of a page; whoever holds it says in words what it shows.</summary>
    public string Svg =>
        Inv($"<svg class=\"avp\" xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{Height}\" ")
            + Inv($"viewBox=\"0 0 {Width} {Height}\" aria-hidden=\"true\">{elements}</svg>");

    public void Rect(double x, double y, double width, double height, string colour, double round = 0) =>
        Add(round > 0
            ? Inv($"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\" ")
                + Inv($"rx=\"{round:0.#}\" class=\"{colour}\"/>")
            : Inv($"<path class=\"{colour}\" d=\"M{x:0.#} {y:0.#}h{width:0.#}v{height:0.#}h-{width:0.#}z\"/>"));

    /// <summary>A path; numbers in <paramref name="data"/> are written for any culture.</summary>
    public void Path(string colour, FormattableString data, double? thickness = null, double? opacity = null) =>
        Path(colour, FormattableString.Invariant(data), thickness, opacity);

    public void Path(string colour, string data, double? thickness = null, double? opacity = null)
    {
        var more = (thickness is { } wide ? Inv($" stroke-width=\"{wide:0.#}\"") : "")
            + (opacity is { } seen ? Inv($" stroke-opacity=\"{seen:0.##}\"") : "");
        Add($"<path class=\"{colour}\"{more} d=\"{data}\"/>");
    }

    public void Circle(double x, double y, double radius, string colour) =>
        Add(Inv($"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{radius:0.#}\" class=\"{colour}\"/>"));

    /// <summary>A picture of pixels, each as large as a whole number of the drawing's.</summary>
    public void Pixels(double x, double y, double width, double height, byte[] png) =>
        Add(Inv($"<image x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\" class=\"px\" ")
            + $"preserveAspectRatio=\"none\" href=\"data:image/png;base64,{Convert.ToBase64String(png)}\"/>");

    /// <summary>Words, whose <paramref name="y"/> is their middle.</summary>
    public void Text(double x, double y, string text, string colour = "", Anchor anchor = Anchor.Start, bool upright = false,
        double size = FontSize)
    {
        var place = upright ? Inv($"transform=\"translate({x:0.#} {y:0.#}) rotate(-90)\"") : Inv($"x=\"{x:0.#}\" y=\"{y:0.#}\"");
        var end = anchor switch { Anchor.Middle => " text-anchor=\"middle\"", Anchor.End => " text-anchor=\"end\"", _ => "" };
        var look = (colour.Length > 0 ? $" class=\"{colour}\"" : "") + (size == FontSize ? "" : Inv($" font-size=\"{size:0.#}\""));
        Add($"<text {place}{end}{look} dy=\".35em\">{Encoded(text)}</text>");
    }

    /// <summary>Another drawing inside this one.</summary>
    public void Place(double x, double y, Drawing inner) => Add(Inv($"<g transform=\"translate({x:0.#} {y:0.#})\">{inner.Elements}</g>"));

    /// <summary>A number as figures write it, with a true minus; a weight, a share or a score, which cannot be more than 1, bears no zero
    /// before the point.</summary>
    public static string Number(double value, bool isShare = true, int digits = 2)
    {
        if (!double.IsFinite(value)) return "?";
        var size = Math.Abs(value).ToString($"F{digits}", CultureInfo.InvariantCulture);
        var shown = isShare && size.StartsWith("0.", StringComparison.Ordinal) ? size[1..] : size;
        return value < 0 && size.Any(digit => digit is >= '1' and <= '9') ? $"−{shown}" : shown;
    }

    /// <summary>Text for XML: no control characters, no half letters.</summary>
    public static string Encoded(string text) =>
        WebUtility.HtmlEncode(Encoding.UTF8.GetString(Encoding.UTF8
            .GetBytes(string.Concat(text.Where(letter => letter is '\t' or '\n' or >= ' ' and not ('\uFFFE' or '\uFFFF'))))));

    private void Add(string element) => elements.Append(element);

    private static string Inv(FormattableString text) => FormattableString.Invariant(text);
}
