using System.Net;
using System.Text.RegularExpressions;

namespace Attention.Figures;

/// <summary>A drawing of an idea with measured values written into it; it shows itself in a notebook, in the colours of the page.</summary>
[TypeFormatterSource(typeof(SchemeFormatters), PreferredMimeTypes = [FigureFormatters.HtmlMimeType])]
public sealed partial class Scheme
{
    private const string Look = """
        role="img" fill="currentColor" font-family="system-ui, sans-serif" font-size="15" style="max-width:100%;height:auto"
        """;

    internal Scheme(string title, string altText, int width, int height, string elements) =>
        (Title, AltText, Svg) = (title, WithMinus(altText), FormattableString.Invariant(
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" {Look}>""")
            + $"<title>{Encoded(title)}</title><desc>{Encoded(altText)}</desc>{elements}</svg>");

    /// <summary>What is drawn, in one line.</summary>
    public string Title { get; }

    /// <summary>The drawing in words and numbers, for those who do not see it.</summary>
    public string AltText { get; }

    /// <summary>The drawing as a file that stands alone.</summary>
    public string Svg { get; }

    /// <summary>The words of the drawing, for hosts without pictures.</summary>
    /// <returns>Title and text.</returns>
    public override string ToString() => $"{Title}. {AltText}";

    internal string Html => $"<figure class=\"scheme\">{Svg}<figcaption>{Encoded(Title)}</figcaption></figure>";

    /// <summary>A text of a drawing; markup in it is shown as it is, and numbers below zero have a minus sign.</summary>
    internal static string Encoded(string text) => WebUtility.HtmlEncode(WithMinus(text));

    private static string WithMinus(string text) => Hyphens().Replace(text, "−");

    [GeneratedRegex(@"(?<![^\s(:])-(?=\.?\d)")]
    private static partial Regex Hyphens();
}
