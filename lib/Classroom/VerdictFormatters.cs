namespace Classroom;

/// <summary>What a check says, as HTML that needs no script.</summary>
internal sealed class VerdictFormatters
{
    public const string HtmlMimeType = "text/html";

    public static IEnumerable<object> CreateTypeFormatters() =>
        [new Formatter<Verdict>(verdict => verdict.Html()), new Formatter<Report>(report => report.Html())];

    private sealed class Formatter<T>(Func<T, string> write)
    {
        public string MimeType { get; } = HtmlMimeType;

        public bool Format(object value, TextWriter writer)
        {
            if (value is not T shown) return false;
            writer.Write(write(shown));
            return true;
        }
    }
}
