namespace Attention.Figures;

/// <summary>A reading as a paragraph.</summary>
internal sealed class ReadingFormatters
{
    public static IEnumerable<object> CreateTypeFormatters() =>
        [new ShownFormatter<Reading>(FigureFormatters.HtmlMimeType, reading => reading.Html)];
}
