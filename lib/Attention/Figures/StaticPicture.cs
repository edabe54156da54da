using System.Text;
using Attention.Figures.Drawings;

namespace Attention.Figures;

/// <summary>A figure as it is before anybody touches it, drawn without a browser: for pages without scripts, for paper and for the previews
/// of committed notebooks.</summary>
public sealed class StaticPicture
{
    private const double MostWidth = 900, Gap = 20, TitleSize = 15, TitleLine = 20, Bold = 1.12;

    private readonly Figure figure;
    private readonly IReadOnlyList<Drawing> drawings;

    internal StaticPicture(Figure figure, IReadOnlyList<Drawing> drawings) => (this.figure, this.drawings) = (figure, drawings);

    /// <summary><c>image/svg+xml</c>.</summary>
    public static string MimeType => FigureFormatters.PictureMimeType;

    /// <summary>The stylesheet of all drawings, as lib/Web makes it from its colours.</summary>
    internal static string Style { get; } = FigureHtml.Asset("web/drawings.css").Trim();

    /// <summary>Whether there is anything to draw; a figure that is words alone has no picture.</summary>
    public bool IsEmpty => drawings.Count == 0;

    /// <summary>The picture as a file that stands alone: title, drawing, and the words of the figure for those who do not see it. Light or
    /// dark as its viewer is.</summary>
    public string Svg => Standing();

    /// <summary>The drawings as elements of a page, beside one another where there is room; empty where there are none.</summary>
    internal string Html => IsEmpty ? "" : $"<div class=\"av-picture\">{string.Concat(drawings.Select(drawing => drawing.Svg))}</div>";

    /// <summary>The file's bytes, in UTF-8.</summary>
    /// <returns>SVG.</returns>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(Svg);

    private string Standing()
    {
        var width = drawings.Select(drawing => drawing.Width).DefaultIfEmpty(0).Max() is var widest && widest >= MostWidth / 2
            ? Math.Max(widest, 320)
            : MostWidth;
        var titles = TextWidth.Wrapped(figure.Title, width / Bold, TitleSize);
        var (x, y, height, right) = (0.0, titles.Count * TitleLine + 6, 0.0, Bold * TextWidth.Widest(titles, TitleSize));
        var all = new StringBuilder();
        for (var i = 0; i < titles.Count; i++)
            all.Append(FormattableString.Invariant(
                $"<text x=\"0\" y=\"{i * TitleLine + 14}\" font-size=\"{TitleSize}\" class=\"b\">{Drawing.Encoded(titles[i])}</text>"));
        foreach (var drawing in drawings)
        {
            if (x > 0 && x + drawing.Width > width) (x, y, height) = (0, y + height + Gap, 0);
            all.Append(FormattableString.Invariant($"<g transform=\"translate({x} {y})\">{drawing.Elements}</g>"));
            (right, height) = (Math.Max(right, x + drawing.Width), Math.Max(height, drawing.Height));
            x += drawing.Width + Gap;
        }
        var (w, h) = (right + 2 * Gap, y + height + 2 * Gap);
        const string Colours = ":root{color-scheme:light dark;color:#1d2330;color:light-dark(#1d2330,#e6e8ee)}";
        return FormattableString.Invariant(
            $"""<svg xmlns="http://www.w3.org/2000/svg" class="avp" width="{w}" height="{h}" viewBox="{-Gap} {-Gap} {w} {h}" role="img">""")
            + $"<title>{Drawing.Encoded(figure.Title)}</title><desc>{Drawing.Encoded(figure.AltText)}</desc><style>{Colours}{Style}</style>"
            + FormattableString.Invariant($"""<rect x="{-Gap}" y="{-Gap}" width="{w}" height="{h}" class="paper"/>{all}</svg>""");
    }
}
