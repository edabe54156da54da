using System.Net;
using Notebooks.Handouts.Search;
using Notebooks.Handouts.Words;

namespace Notebooks.Handouts;

/// <summary>What stands around the content of every page.</summary>
/// <param name="singleFile">Whether a page holds its style and its scripts itself, or shares files with the others.</param>
/// <param name="besides">What figures call the model that lies beside the pages; null where none does.</param>
internal sealed class PageFrame(bool singleFile, string? besides = null)
{
    /// <summary>The name of the course.</summary>
    public const string Course = "Attention Patterns in Practice";

    /// <summary>The files beside the pages that they share.</summary>
    public static readonly string[] SharedFiles = ["handout.js", "views.js", "engine.js", "plotly-cartesian.min.js", "plotly-LICENSE.txt",
        "stix-two-math.woff2", "stix-two-math-LICENSE.txt", "literata.woff2", "literata-italic.woff2", "literata-LICENSE.txt"];

    /// <summary>The page of words and papers.</summary>
    public const string WordsFile = "words.html";

    /// <summary>The page of the article's sentences.</summary>
    public const string ArticleFile = "article.html";

    private const string ArticleTitle = "The article, sentence by sentence";
    private const string WordsTitle = "Words and papers";

    /// <summary>The file of the stylesheet that they share.</summary>
    public const string StyleFile = "handout.css";

    // Scripts and styles may stand in a page, since figures bring theirs; but nothing is fetched from anywhere but this folder.
    private const string Policy =
        "default-src 'none'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; worker-src blob:; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data: blob:; font-src 'self' data:; base-uri 'none'; form-action 'none'";

    /// <summary>The pages' own style, and that of figures.</summary>
    public static string Stylesheet => Asset.Text("handout.css") + Asset.Text("views.css") + Asset.Text("drawings.css");

    /// <summary>The style of drawings that are part of a page.</summary>
    public static string DrawingStyle => Asset.Text("drawings.css");

    // Before anything is painted: the reader's colours; and what lies below the first screen, under the pages' script, is laid out after
    // that is painted, unless one comes to a place of the page, or back to it.
    private const string First = """
        { const root = document.documentElement;
        try { root.dataset.scheme = localStorage.getItem('scheme') ?? ''; } catch { }
        if (!location.hash && performance.getEntriesByType('navigation')[0]?.type === 'navigate') {
        root.dataset.settling = '';
        const whole = () => delete root.dataset.settling;
        addEventListener('DOMContentLoaded', () => requestAnimationFrame(() => setTimeout(whole)));
        addEventListener('load', whole); } }
        """;

    /// <summary>A notebook's page.</summary>
    public string Page(HandoutPage page, HandoutPage? previous, HandoutPage? next)
    {
        // A page that stands alone has no neighbours to lead to.
        var links = singleFile
            ? ""
            : $"<nav class=\"chapters\" aria-label=\"Chapters\">{Link(previous, "prev", "Before")}<a class=\"all\" "
                + $"href=\"index.html\">All chapters</a>{Link(next, "next", "Next")}</nav>";
        var model = page.Model is { } text ? $"<p>Model: {Encode(text)}</p>" : "";
        return Frame(
            page.Title,
            $"""
            {Bar(page)}<div class="page">
            {Contents(page)}<main id="main">
            {page.Opened}</main>
            </div>
            <footer>{links}{Cite(page)}{model}<p>Made from {Encode(page.Name)}.ipynb.</p></footer>
            """,
            page.HasPlots,
            singleFile ? $"<script>{SearchIndex.Pages([])}{SearchIndex.Script(Address(page), page.Title, page.Body)}</script>\n" : "");
    }

    /// <summary>The page that lists all others.</summary>
    /// <param name="pages">The notebooks' pages.</param>
    /// <param name="explorer">Whether there is the page in which a model runs.</param>
    /// <param name="words">Whether there is the page of words and papers.</param>
    /// <param name="explorerCover">The file of that page's picture; null for none.</param>
    public string Index(IReadOnlyCollection<HandoutPage> pages, bool explorer, bool words = false, string? explorerCover = null)
    {
        var live = !explorer
            ? ""
            : $"<li class=\"live\">{Picture(explorerCover)}<div><a href=\"{LivePage.FileName}\">Explorer</a><p class=\"question\">What "
                + $"does your own sentence do to 270 heads?</p><p>Type it and see: a real model runs in the page, without network. Switch "
                + $"heads off, and watch the next word change.</p></div></li>\n";
        var lists = !words
            ? ""
            : $"<p><a href=\"{WordsFile}\">Words and papers</a>: the glossary of the course, and what the papers that it cites "
                + "claim.</p>\n";
        const string Lead = "What do the attention heads of a transformer really learn?";
        var forWhom = "For people who program and know no transformers yet; about "
            + $"{Duration(pages.Sum(page => page.Minutes))} of reading, more if you play with the figures, and exercises with hints.";
        return Frame(Course, $"""
            {Bar(null)}<main id="main" class="index">
            <h1>{Course}</h1>
            <p class="lead">{Lead} {pages.Count} chapters ask a real model, and put a control beside every answer.</p>
            <p>{forWhom} Each chapter says
            what it needs. Everything works from disk, without network.</p>
            <ol>
            {string.Concat(pages.Take(1).Select(Entry))}{live}{HandoutPage.FirstScreenEnd}
            {string.Concat(pages.Skip(1).Select(Entry))}</ol>
            {lists}</main>
            """, plots: false);
    }

    private static string Duration(int minutes) =>
        minutes < 60 ? $"{minutes} minutes" : FormattableString.Invariant($"{minutes / 60.0:0.#} hours");

    /// <summary>The page of all words and papers.</summary>
    /// <param name="words">The words.</param>
    /// <param name="explain">Makes HTML of an explanation in Markdown.</param>
    public string Words(CourseWords words, Func<string, string> explain) => Frame(WordsTitle, $"""
        {Bar(null, "index.html")}<main id="main">
        <section class="text"><h1>{WordsTitle}</h1></section>
        <section class="words"><h2 id="glossary">Words</h2>
        {WordLinks.List(words.All.Where(word => !word.IsPaper), explain)}</section>{HandoutPage.FirstScreenEnd}
        <section class="words"><h2 id="papers">Papers</h2>
        {WordLinks.List(words.All.Where(word => word.IsPaper), explain)}</section></main>
        """, plots: false);

    /// <summary>The page of the article's sentences.</summary>
    /// <param name="html">The table, with its heading.</param>
    public string Article(string html) => Frame(ArticleTitle, $"""
        {Bar(null, "index.html")}<main id="main">
        <section class="text">{html.Replace("<table>", $"{HandoutPage.FirstScreenEnd}<table>", StringComparison.Ordinal)}</section></main>
        """, plots: false);

    /// <summary>A chapter with its picture, its question, if the notebook names one, and how long it takes.</summary>
    private static string Entry(HandoutPage page)
    {
        var question = page.Question is { } asked ? $"<p class=\"question\">{Encode(asked)}</p>" : "";
        var beginning = Beginning(page.Introduction) is { Length: > 0 } words ? $"<p>{Encode(words)}</p>" : "";
        return $"<li>{Picture(page)}<div><a href=\"{Address(page)}\">{Encode(page.Title)}</a>{question}{beginning}"
            + $"<p class=\"facts\">{page.Facts}</p></div></li>\n";
    }

    /// <summary>The first whole sentences of a text, some two lines of them; empty where the first is longer, or leads to what follows
    /// it.</summary>
    private static string Beginning(string text)
    {
        var end = -1;
        for (var i = 0; i < Math.Min(text.Length, MostOfIntroduction); i++)
            if (text[i] is '.' or '?' or '!' && (i + 1 == text.Length || text[i + 1] == ' ')) end = i;
        return text[..(end + 1)];
    }

    /// <summary>Letters.</summary>
    private const int MostOfIntroduction = 190;

    /// <summary>The picture says nothing that the title beside it does not.</summary>
    private static string Picture(HandoutPage page) => Picture(page.CoverFile);

    private static string Picture(string? cover) =>
        cover is { } file
            ? $"<img class=\"cover\" src=\"{Encode(string.Join('/', file.Split('/').Select(Uri.EscapeDataString)))}\" "
                + "alt=\"\" loading=\"lazy\">"
            : "<span class=\"cover\"></span>";

    private static string Cite(HandoutPage page)
    {
        var cited = $"The authors of {Course}: {page.Title}. In: {Course}, a course of C# notebooks."
            + (page.Model is { } model ? $" Measured on {model}." : "");
        return $"<details class=\"cite\"><summary>Cite this chapter</summary><p id=\"citation\">{Encode(cited)}</p></details>";
    }

    /// <summary>The choices that a reader's browser remembers; without scripts they are not there, and nothing needs them.</summary>
    private string Bar(HandoutPage? page, string? up = null) => $"""
        <header class="top">{Home(page is null && up is null)}<span class="choices" hidden>
        {(page is null ? "" : "<button type=\"button\" id=\"all-code\" aria-pressed=\"false\">Show all code</button>")}
        <button type="button" id="scheme">Colours: the system’s</button></span></header>

        """;

    /// <summary>A link to the page that lists all, the course's name where a page is by itself, nothing on that page.</summary>
    private string Home(bool listsAll) =>
        singleFile ? $"<span>{Course}</span>" : listsAll ? "<span></span>" : $"<a href=\"index.html\">{Course}</a>";

    /// <summary>Any page of the course: its head, a link past what all pages share, and its content.</summary>
    /// <param name="title">The page's title, without the course's name.</param>
    /// <param name="policy">What the page may load and run.</param>
    /// <param name="style">A style element or a link to one.</param>
    /// <param name="content">HTML.</param>
    public static string Document(string title, string policy, string style, string content) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{policy}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        <title>{Encode(title == Course ? title : $"{title} · {Course}")}</title>
        {style}
        </head>
        <body>
        <a class="skip" href="#main">Skip to the text</a>
        {content}
        </body>
        </html>

        """;

    private string Frame(string title, string content, bool plots, string before = "")
    {
        // Beside the page, Plotly is fetched by the pages' script when the first chart comes near.
        var plotly = plots && singleFile ? Script("plotly-cartesian.min.js") : "";
        // The script stands where the first screen ends: a browser paints what it has while it waits for one.
        var (start, rest) = content.Split(HandoutPage.FirstScreenEnd, 2) is [var above, var below] ? (above, below) : (content, "");
        var beside = besides is null || singleFile ? "" : $"\n<meta name=\"attention-model\" content=\"{Encode(besides)}\">";
        // A script after a stylesheet would wait for it.
        return Document(title, Policy, $"<script>{First}</script>\n{Style()}{beside}",
            $"{start}\n{Script("handout.js")}\n{rest}\n{before}{plotly}");
    }

    private static string Contents(HandoutPage page)
    {
        var entries = page.Sections
            .Select(section => $"<li class=\"level{section.Level}\"><a href=\"#{Encode(section.Id)}\">{Encode(section.Text)}</a></li>\n")
            .ToArray();
        if (entries.Length < 2) return "";
        // One of the two is shown: beside the text where there is room, else folded.
        var list = $"<ul>\n{string.Concat(entries)}</ul>";
        return $"""
            <nav class="contents beside" aria-label="On this page">{list}</nav>
            <nav class="contents folded" aria-label="On this page"><details><summary>On this page</summary>{list}</details></nav>

            """;
    }

    private static string Link(HandoutPage? page, string relation, string word) =>
        page is null
            ? "<span></span>"
            : $"<a rel=\"{relation}\" href=\"{Address(page)}\">{Picture(page)}<span><small>{word}</small> {Encode(page.Title)}</span></a>";

    private static string Address(HandoutPage page) => Encode(Uri.EscapeDataString(page.Name)) + ".html";

    /// <summary>The style of a page that stands alone, with the fonts in it.</summary>
    public static string StyleWithFonts => WithFonts(Stylesheet);

    private string Style() => singleFile ? $"<style>{StyleWithFonts}</style>" : $"<link rel=\"stylesheet\" href=\"{StyleFile}\">";

    /// <summary>The style of a page that stands alone holds the fonts: addresses of files become the files.</summary>
    private static string WithFonts(string style) =>
        SharedFiles.Where(file => file.EndsWith(".woff2", StringComparison.Ordinal)).Aggregate(style, (style, file) =>
            style.Replace($"url(\"{file}\")", $"url(\"data:font/woff2;base64,{Convert.ToBase64String(Asset.Bytes(file))}\")",
                StringComparison.Ordinal));

    private string Script(string name) =>
        singleFile ? $"<script>{Asset.Script(name)}</script>" : $"<script src=\"{name}\"></script>";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
