using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Notebooks.Files;
using Notebooks.Handouts.Words;

namespace Notebooks.Handouts.Books;

/// <summary>The chapters as a book: for paper one page of HTML, for e-readers the parts of an EPUB file.</summary>
public sealed class CourseBook
{
    private readonly List<BookChapter> chapters = [];

    /// <summary>Makes the book.</summary>
    /// <param name="notebooks">The notebooks, executed, in the order of the course.</param>
    /// <param name="words">What the texts explain; its list stands at the end.</param>
    /// <param name="inOneFile">Whether all chapters stand in one file; else each has a file of its own.</param>
    /// <exception cref="HandoutException">Something cannot be shown.</exception>
    public CourseBook(IReadOnlyList<Notebook> notebooks, CourseWords words, bool inOneFile)
    {
        ArgumentNullException.ThrowIfNull(notebooks);
        ArgumentNullException.ThrowIfNull(words);
        var formulas = new Formulas();
        var pages = notebooks.Select(notebook => new HandoutPage(notebook, formulas, words)).ToArray();
        var names = pages.Select(page => page.Name).Append(WordsName).ToHashSet();
        List<(HandoutPage Page, IElement Hints)> hints = [];
        foreach (var page in pages)
        {
            chapters.Add(StillPage.Of(page, address => Address(address, names, inOneFile), out var told));
            if (told is not null) hints.Add((page, told));
        }
        if (hints.Count > 0) chapters.Add(Hints(hints));
        if (words.All.Count > 0) chapters.Add(Words(words, new MarkdownText(formulas).Explained));
    }

    private const string WordsName = "words", HintsName = "hints";

    /// <summary>The chapters, then hints and answers, then words and papers.</summary>
    internal IReadOnlyList<BookChapter> Chapters => chapters;

    /// <summary>The book as one page of HTML that holds its style and fonts, for a browser to print.</summary>
    public string Paper()
    {
        var contents =
            string.Concat(chapters.Select(chapter =>
                $"<li><a href=\"#chapter-{StillPage.Id(chapter.Name, "")}\">{Encode(chapter.Title)}</a>"
                    + $"{(chapter.Question is { } asked ? $"<br><i>{Encode(asked)}</i>" : "")}</li>\n"));
        var bodies =
            string.Concat(chapters.Select(chapter =>
                $"<section class=\"chapter\" id=\"chapter-{StillPage.Id(chapter.Name, "")}\">\n{chapter.Content.InnerHtml}</section>\n"));
        return PageFrame.Document(PageFrame.Course, "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:",
            $"<style>{PageFrame.StyleWithFonts}{Asset.Text("book.css")}</style>", $"""
            <main id="main" class="book">
            <section class="title"><h1>{PageFrame.Course}</h1>
            <p class="deck">What attention heads in transformers really learn, asked of a real model.</p>
            <ol>
            {contents}</ol></section>
            {bodies}</main>
            """);
    }

    /// <summary>Where a link between pages leads in the book; null where what it names is not in it.</summary>
    private static string? Address(string address, HashSet<string> names, bool inOneFile)
    {
        var (file, id) = address.Split('#', 2) is [var before, var after] ? (before, after) : (address, "");
        var name = Uri.UnescapeDataString(file.EndsWith(".html", StringComparison.Ordinal) ? file[..^".html".Length] : file);
        if (!names.Contains(name)) return null;
        var local = id.Length == 0 ? "" : StillPage.Id(name, Uri.UnescapeDataString(id));
        if (!inOneFile) return $"{FileOf(name)}{(local.Length > 0 ? $"#{local}" : "")}";
        return $"#{(local.Length > 0 ? local : $"chapter-{StillPage.Id(name, "")}")}";
    }

    /// <summary>The file of a chapter in a book of many files.</summary>
    internal static string FileOf(string name) => StillPage.Id(name, "").Trim('_') + ".xhtml";

    private static BookChapter Hints(List<(HandoutPage Page, IElement Hints)> all)
    {
        const string Title = "Hints and answers";
        var body = new HtmlParser().ParseDocument($"<h1>{Title}</h1>").Body!;
        List<(string, string)> sections = [];
        foreach (var (page, hints) in all)
        {
            var heading = hints.QuerySelector("h2")!;
            heading.TextContent = page.Title;
            heading.Id = StillPage.Id(HintsName, page.Name);
            sections.Add((heading.Id, page.Title));
            hints.ClassName = "hints-told";
            body.AppendChild(hints);
        }
        return new BookChapter(HintsName, Title, null, sections, body);
    }

    private static BookChapter Words(CourseWords words, Func<string, string> explain)
    {
        const string Title = "Words and papers";
        var body = new HtmlParser().ParseDocument($"<h1>{Title}</h1>{WordLinks.List(words.All, explain)}").Body!;
        foreach (var element in body.QuerySelectorAll("*")) StillPage.Settle(element, WordsName);
        return new BookChapter(WordsName, Title, null, [], body);
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
