namespace Attention.Figures;

/// <summary>A reading as a paragraph.</summary>
internal sealed class ReadingFormatters
{
    /// <summary>Which weights a notebook's numbers are of, for the foot of its page.</summary>
    public const string ModelMimeType = "application/vnd.course.model+json";

    public static IEnumerable<object> CreateTypeFormatters() =>
    [
        new ShownFormatter<Reading>(FigureFormatters.HtmlMimeType, reading => reading.Html),
        new ShownFormatter<Reading>(ModelMimeType, reading => reading.ModelJson),
    ];
}
