namespace Attention.Figures;

/// <summary>A drawing inside a page, and as a picture for hosts that show no HTML.</summary>
internal sealed class SchemeFormatters
{
    private const string PictureMimeType = "image/svg+xml";

    public static IEnumerable<object> CreateTypeFormatters() =>
        [new ShownFormatter<Scheme>(FigureFormatters.HtmlMimeType, scheme => scheme.Html),
            new ShownFormatter<Scheme>(PictureMimeType, scheme => scheme.Svg)];
}
