using System.Net;
using System.Text;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Notebooks.Handouts.Markup;

namespace Notebooks.Handouts.Words;

/// <summary>
/// Links the words of one page to their explanations at its end: where the text links them to the glossary, and else in each section where
/// it stands first. A paper, and a word that the text stresses, has a note in the margin too, where the page names it first.
/// </summary>
/// <param name="words">The words.</param>
internal sealed class WordLinks(CourseWords words)
{
    private const string ReadingList = "Further reading";
    private readonly HashSet<CourseWord> inSection = [];
    private readonly List<CourseWord> used = [];
    private readonly HashSet<CourseWord> noted = [];
    private bool readingList;

    /// <summary>The words that the page explains, in the order of their tables.</summary>
    public IEnumerable<CourseWord> Used => words.All.Where(used.Contains);

    /// <summary>Links the words of a text.</summary>
    /// <param name="document">The text.</param>
    /// <param name="explain">Makes HTML of an explanation in Markdown.</param>
    public void Link(MarkdownDocument document, Func<string, string> explain)
    {
        if (words.All.Count == 0) return;
        foreach (var block in document.Descendants().ToArray())
        {
            if (block is HeadingBlock { Level: <= 2 } heading)
            {
                inSection.Clear();
                readingList = heading.Inline?.FirstChild is LiteralInline title
                    && title.Content.ToString().StartsWith(ReadingList, StringComparison.Ordinal);
            }
            else if (block is ParagraphBlock { Inline: { } text } paragraph && !readingList)
                Link(text, paragraph.Parent is MarkdownDocument, explain);
        }
    }

    private void Link(ContainerInline text, bool withNotes, Func<string, string> explain)
    {
        foreach (var inline in text.Descendants<Inline>().ToArray())
        {
            var stressed = inline.Parent is EmphasisInline { DelimiterChar: '*' or '_' };
            var found = inline is LinkInline link ? Own(link)
                : inline is LiteralInline literal && !literal.FindParentOfType<LinkInline>().Any() ? Link(literal, stressed) : [];
            foreach (var (word, end) in found)
                if (withNotes && (word.IsPaper || stressed) && noted.Add(word)) end.InsertAfter(new HtmlInline(Note(word, explain)));
        }
    }

    /// <summary>A link of the text's own to a word of the glossary leads to the explanation on the page, once a section.</summary>
    private List<(CourseWord Word, Inline End)> Own(LinkInline link)
    {
        if (PageAddresses.WordOf(link.Url) is not { } id || words.All.FirstOrDefault(word => word.Id == id) is not { } word) return [];
        if (!used.Contains(word)) used.Add(word);
        (link.Url, link.Title) = ($"#{id}", null);
        if (!inSection.Add(word) && link.LastChild is { } end)
        {
            link.MoveChildrenAfter(link);
            link.Remove();
            return [(word, end)];
        }
        link.GetAttributes().AddClass("term");
        return [(word, link)];
    }

    /// <summary>Cuts a text where it names words, and links these.</summary>
    /// <returns>The words, each with the end of its link.</returns>
    private List<(CourseWord Word, Inline End)> Link(LiteralInline literal, bool stressed)
    {
        var content = literal.Content.ToString();
        List<(CourseWord Word, Inline End)> found = [];
        Inline last = literal;
        var done = 0;
        foreach (var (word, start, length) in words.In(content, stressed).Where(use => inSection.Add(use.Word)))
        {
            if (!used.Contains(word)) used.Add(word);
            foreach (var part in new Inline[] { new LiteralInline(content[done..start]),
                new HtmlInline($"<a class=\"{(word.IsPaper ? "paper" : "term")}\" href=\"#{word.Id}\">"),
                new LiteralInline(content.Substring(start, length)), new HtmlInline("</a>") })
            {
                last.InsertAfter(part);
                last = part;
            }
            found.Add((word, last));
            done = start + length;
        }
        if (found.Count == 0) return found;
        last.InsertAfter(new LiteralInline(content[done..]));
        literal.Remove();
        return found;
    }

    private static string Note(CourseWord word, Func<string, string> explain) => word.IsPaper
        ? $"<span class=\"note\" role=\"note\">{explain(word.Name)}</span>"
        : $"<span class=\"note\" role=\"note\"><b>{WebUtility.HtmlEncode(word.Name)}</b>: {explain(word.Explanation)}</span>";

    /// <summary>The explanations of the page, for its end; empty if it uses none of the words.</summary>
    /// <param name="explain">Makes HTML of an explanation in Markdown.</param>
    public string AtTheEnd(Func<string, string> explain)
    {
        if (used.Count == 0) return "";
        return $"<section class=\"words\">\n<h2 id=\"words\">Words and papers of this page</h2>\n{List(Used, explain)}</section>\n";
    }

    /// <summary>Words with their explanations.</summary>
    public static string List(IEnumerable<CourseWord> words, Func<string, string> explain)
    {
        var html = new StringBuilder("<dl>\n");
        foreach (var word in words)
            html.Append($"<div id=\"{word.Id}\"><dt>{explain(word.Name)}</dt><dd>{explain(word.Explanation)}</dd></div>\n");
        return html.Append("</dl>\n").ToString();
    }
}
