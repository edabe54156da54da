using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Notebooks.Handouts.Books;

/// <summary>Makes of a page what paper and e-readers show: no scripts, no buttons, nothing folded; hints and answers apart; names that XML
/// allows.</summary>
internal static partial class StillPage
{
    private const string Moving =
        "script, style, button, input, select, .anchor, .note, .av-controls, .av-gestures, .av-said, .cite, .words, details.input";
    private static readonly string[] Naming = ["aria-labelledby", "aria-describedby", "for"];
    private static readonly string[] Unknown = ["loading", "tabindex", "onclick", "xmlns:xlink"];

    /// <summary>Makes a chapter.</summary>
    /// <param name="page">The page.</param>
    /// <param name="addresses">Where links to files lead now; those to other files lose their link.</param>
    /// <param name="hints">Receives the hints and answers; null where there are none.</param>
    public static BookChapter Of(HandoutPage page, Func<string, string?> addresses, out IElement? hints)
    {
        var document = new HtmlParser().ParseDocument($"<body>{page.Body}</body>");
        var body = document.Body!;
        Remove(body, Moving);
        hints = body.QuerySelector(".hints");
        hints?.Remove();
        Unfold(document, body);
        hints?.RemoveAttribute("aria-hidden");
        foreach (var part in hints is null ? [body] : new[] { body, hints })
        {
            foreach (var link in part.QuerySelectorAll("a[href]").ToArray()) Lead(link, page.Name, addresses);
            foreach (var element in part.QuerySelectorAll("*")) Settle(element, page.Name);
        }
        var sections = body.QuerySelectorAll("h2[id]")
            .Select(heading => (heading.Id!, Blanks().Replace(heading.TextContent, " ").Trim())).ToArray();
        return new BookChapter(page.Name, page.Title, page.Question, sections, body);
    }

    /// <summary>The words of links stay where what they lead to does not come along.</summary>
    private static void Lead(IElement link, string page, Func<string, string?> addresses)
    {
        var target = link.GetAttribute("href")!;
        if (target.StartsWith('#') && link.ClassName is "term" or "paper") link.SetAttribute("href", addresses("words" + target) ?? target);
        else if (target.StartsWith('#')) link.SetAttribute("href", "#" + Id(page, Uri.UnescapeDataString(target[1..])));
        else if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal)) return;
        else if (addresses(target) is { } now) link.SetAttribute("href", now);
        else link.OuterHtml = link.InnerHtml;
    }

    /// <summary>Hints are told of where they stood; of what else was folded, the content stays.</summary>
    private static void Unfold(IDocument document, IElement body)
    {
        foreach (var told in body.QuerySelectorAll(".on-paper")) told.ClassName = "hint-told";
        foreach (var folded in body.QuerySelectorAll("details").ToArray())
        {
            if (folded.NextElementSibling?.ClassName == "hint-told") folded.Remove();
            else
            {
                var open = document.CreateElement("div");
                foreach (var child in folded.ChildNodes.ToArray())
                    if (child is not IElement { LocalName: "summary" }) open.AppendChild(child);
                folded.Replace(open);
            }
        }
    }

    /// <summary>Gives an element names that XML allows, and takes away what only a page on a screen has.</summary>
    /// <param name="element">The element.</param>
    /// <param name="page">The name of its page.</param>
    public static void Settle(IElement element, string page)
    {
        if (element.Id is { Length: > 0 } id) element.Id = Id(page, id);
        foreach (var name in Naming)
            if (element.GetAttribute(name) is { Length: > 0 } ids)
                element.SetAttribute(name, string.Join(' ', ids.Split(' ').Select(one => Id(page, one))));
        if (element.LocalName != "a" && element.GetAttribute("href") is ['#', ..] target)
            element.SetAttribute("href", "#" + Id(page, Uri.UnescapeDataString(target[1..])));
        foreach (var attribute in element.Attributes.ToArray())
        {
            if (attribute.Value.Contains("url(#", StringComparison.Ordinal))
                attribute.Value = Local().Replace(attribute.Value, match => $"url(#{Id(page, match.Groups[1].Value)})");
            if (Unknown.Contains(attribute.Name) || attribute.Name.StartsWith("data-", StringComparison.Ordinal))
                element.RemoveAttribute(attribute.Name);
        }
        // Twice is no XML.
        if (element is { LocalName: "svg" or "math", NamespaceUri: { } space }
            && element.Attributes.All(attribute => attribute.Name != "xmlns")) element.SetAttribute("xmlns", space);
    }

    /// <summary>A name that is one in XML, and no other chapter's.</summary>
    /// <param name="page">The page's name.</param>
    /// <param name="id">The name on the page.</param>
    public static string Id(string page, string id) =>
        $"c{NotInId().Replace(page, "-")}_{NotInId().Replace(id, match => $"-{(int)match.Value[0]:x}")}";

    private static void Remove(IElement part, string selectors)
    {
        foreach (var unwanted in part.QuerySelectorAll(selectors).ToArray()) unwanted.Remove();
    }

    [GeneratedRegex("[^A-Za-z0-9_-]")]
    private static partial Regex NotInId();

    [GeneratedRegex(@"url\(#([^)]*)\)")]
    private static partial Regex Local();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
