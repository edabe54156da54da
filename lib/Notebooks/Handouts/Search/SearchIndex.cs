using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Notebooks.Handouts.Search;

/// <summary>
/// What a page's words are found by, without a server: one script a page, which lies beside the pages and is loaded when somebody searches
/// first.
/// </summary>
internal static partial class SearchIndex
{
    /// <summary>The folder of the scripts, beside the pages.</summary>
    public const string Folder = "search";

    /// <summary>The script that names the pages.</summary>
    public const string PagesFile = "pages.js";

    private const string Passages = "h1, h2, h3, h4, p, li, tr, dt, dd, figure, pre.stdout, pre.value";
    private const string Unread =
        "script, style, math, button, .anchor, .note, .on-paper, .av-controls, .av-unseen, .byline, details.input";

    // Readable in the file; what could end the script element of a page that holds it is still escaped.
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The script that names the pages whose words can be searched.</summary>
    /// <param name="names">The pages' names.</param>
    public static string Pages(IEnumerable<string> names) => $"window.CourseSearchPages={Json(names)};\n";

    /// <summary>The script of a page.</summary>
    /// <param name="address">The page's file.</param>
    /// <param name="title">Its title.</param>
    /// <param name="body">Its HTML.</param>
    public static string Script(string address, string title, string body)
    {
        var entries = Of(body).Select(entry => new object[] { entry.Id, entry.IsFigure ? 1 : 0, entry.Heading, entry.Text, entry.Heads });
        return $"(window.CourseSearch??=[]).push({Json(new { page = address, title, entries })});\n";
    }

    /// <summary>The passages and figures of a page, in order.</summary>
    /// <param name="body">Its HTML.</param>
    public static IReadOnlyList<SearchEntry> Of(string body)
    {
        var page = new HtmlParser().ParseDocument(body);
        foreach (var part in page.QuerySelectorAll(Unread).ToArray()) part.Remove();
        var (entries, id, heading) = (new List<SearchEntry>(), "main", "");
        foreach (var part in page.QuerySelectorAll(Passages))
        {
            id = Anchor(part) ?? id;
            var figure = part.LocalName == "figure";
            if (part.LocalName is "h1" or "h2" or "h3" or "h4") heading = Words(part);
            else if (part.ParentElement?.Closest("figure, p, li, dd, tr") is null)
                Add(entries, part, id, figure, heading);
        }
        return entries;
    }

    private static void Add(List<SearchEntry> entries, IElement part, string id, bool figure, string heading)
    {
        var title = figure && part.QuerySelector(".av-title") is { } named ? Words(named) : heading;
        var described = figure ? string.Join(' ',
            part.QuerySelectorAll("[aria-label]").Select(labelled => labelled.GetAttribute("aria-label"))) : "";
        var words = figure ? $"{Words(part.QuerySelector("figcaption"))} {described}".Trim() : Words(part);
        foreach (var amount in part.QuerySelectorAll(".amount").ToArray()) amount.TextContent = " – ";
        var heads = string.Join(' ',
            Head().Matches(figure ? $"{title} {words} {Words(part)}" : Words(part)).Select(head => head.Value).Distinct());
        if (words.Length + title.Length > 1) entries.Add(new SearchEntry(id, figure, title, words, heads));
    }

    private static string? Anchor(IElement part)
    {
        if (part.Id is { Length: > 0 } own && part.LocalName != "figure") return own;
        return part.ParentElement?.Closest("[id]") is { } around && around.LocalName is not ("body" or "html" or "main") ? around.Id : null;
    }

    private static string Words(IElement? part) => part is null ? "" : Blanks().Replace(part.TextContent, " ").Trim();

    private static string Json<T>(T value) =>
        JsonSerializer.Serialize(value, Compact).Replace("</", "<\\/", StringComparison.Ordinal)
            .Replace("<!--", "<\\!--", StringComparison.Ordinal);

    /// <summary>A head, and no amount of something, version, figure or exercise.</summary>
    [GeneratedRegex(@"(?<![\p{L}\d.,+\-−–:]|[Ff]igure |[Ff]igures |[<>≥≤=±] ?)\d{1,2}\.\d"
        + @"(?!\d|\.\d|\s*(?:%|(?:nats?|per|MB|GB|ms|s|times|tokens?|million|billion)\b))")]
    private static partial Regex Head();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
