namespace Attention.Figures;

/// <summary>A reading as a paragraph, and which weights a notebook's numbers are of.</summary>
internal sealed class ModelReadingFormatters
{
    public const string ModelMimeType = "application/vnd.course.model+json";

    public static IEnumerable<object> CreateTypeFormatters() =>
    [
        new ShownFormatter<ModelReading>(FigureFormatters.HtmlMimeType, reading => reading.Html),
        new ShownFormatter<ModelReading>(ModelMimeType, reading => reading.ModelJson),
    ];
}
