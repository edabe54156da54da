using System.Net;
using System.Text.RegularExpressions;
using Notebooks.Handouts.Words;

namespace Notebooks.Handouts.Markup;

/// <summary>Where pictures and links of a page lead: pictures that lie beside the notebook, or are attached to a cell, go into the page;
/// notebooks become pages.</summary>
/// <param name="folder">The notebook's folder; null leaves its pictures out.</param>
/// <param name="warn">Told of pictures that the page will not show.</param>
internal sealed partial class PageAddresses(string? folder, Action<string> warn)
{
    private const string Attached = "attachment:";

    /// <summary>Where the glossary lies, seen from a notebook.</summary>
    public const string Glossary = "../docs/glossary.md";

    private const string Article = "../docs/article.md";

    /// <summary>Sets the addresses in HTML, whether Markdown made it or its author; scripts in it stay as they are.</summary>
    /// <param name="html">The HTML.</param>
    /// <param name="attachments">Pictures of the cell, name to data: address; null where a cell has none.</param>
    public string Set(string html, IReadOnlyDictionary<string, string>? attachments = null) => Address().Replace(html, match =>
    {
        var address = match.Groups["address"];
        if (!address.Success) return match.Value;
        var written = WebUtility.HtmlDecode(address.Value);
        var meant = match.Groups["tag"].Value.Equals("img", StringComparison.OrdinalIgnoreCase)
            ? Picture(written, attachments)
            : PageOf(written);
        if (meant == written) return match.Value;
        var at = address.Index - match.Index;
        return string.Concat(match.Value.AsSpan(0, at), WebUtility.HtmlEncode(meant), match.Value.AsSpan(at + address.Length));
    });

    /// <summary>The word of the glossary to which a link leads, as pages name it; null for another link.</summary>
    /// <param name="url">An address in a notebook.</param>
    public static string? WordOf(string? url) =>
        url?.StartsWith(Glossary + "#", StringComparison.Ordinal) == true ? CourseWords.IdOf(url[(Glossary.Length + 1)..]) : null;

    private string Picture(string address, IReadOnlyDictionary<string, string>? attachments)
    {
        if (address.StartsWith(Attached, StringComparison.Ordinal))
        {
            var name = Uri.UnescapeDataString(address[Attached.Length..]);
            if (attachments?.TryGetValue(name, out var attached) == true) return attached;
            warn($"no picture {name} is attached to it. Paste it again.");
            return address;
        }
        if (folder is null || address.Length == 0 || address.StartsWith("data:", StringComparison.Ordinal)) return address;
        if (address.Contains("://", StringComparison.Ordinal) || address.StartsWith("//", StringComparison.Ordinal))
        {
            warn($"the picture {address} lies elsewhere, and pages fetch nothing. Save it beside the notebook.");
            return address;
        }
        var (embedded, problem) = EmbeddedPicture.Of(folder, Uri.UnescapeDataString(address));
        if (problem is not null) warn($"the picture {address} {problem}");
        return embedded ?? address;
    }

    /// <summary>A notebook beside this one is a page beside this one, the course's glossary its page of words, the table of the article's
    /// sentences a page too; what has a scheme lies elsewhere.</summary>
    private static string PageOf(string url)
    {
        if (url == Glossary) return PageFrame.WordsFile;
        if (url == Article) return PageFrame.ArticleFile;
        if (WordOf(url) is { } word) return $"{PageFrame.WordsFile}#{word}";
        var end = url.IndexOf('#', StringComparison.Ordinal) is var hash and >= 0 ? hash : url.Length;
        return url[..end].EndsWith(".ipynb", StringComparison.Ordinal) && !url.AsSpan(0, end).Contains(':')
            ? string.Concat(url.AsSpan(0, end - ".ipynb".Length), ".html", url.AsSpan(end)) : url;
    }

    [GeneratedRegex("""<script\b.*?</script>|<(?<tag>img|a)\s(?:[^>]*?\s)?(?:src|href)\s*=\s*(?:"(?<address>[^"]*)"|'(?<address>[^']*)')""",
        RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Address();
}
