using System.Net;
using Notebooks.Handouts.Explorer;

namespace Notebooks.Handouts;

/// <summary>What stands around the content of every page.</summary>
/// <param name="singleFile">Whether a page holds its style and its scripts itself, or shares files with the others.</param>
internal sealed class PageFrame(bool singleFile)
{
    /// <summary>The name of the course.</summary>
    public const string Course = "Attention Patterns in Practice";

    /// <summary>The files beside the pages that they share.</summary>
    public static readonly string[] SharedFiles = ["handout.js", "plotly-cartesian.min.js", "plotly-LICENSE.txt", "stix-two-math.woff2", "stix-two-math-LICENSE.txt"];

    /// <summary>The file of the stylesheet that they share.</summary>
    public const string StyleFile = "handout.css";

    // Scripts and styles may stand in a page, since figures bring theirs; but nothing is fetched from anywhere but this folder.
    private const string Policy =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; base-uri 'none'; form-action 'none'";

    /// <summary>The pages' own style, and that of figures.</summary>
    public static string Stylesheet => Asset.Text("handout.css") + Asset.Text("views.css");

    // Before anything is painted.
    private const string SchemeFirst = "try { document.documentElement.dataset.scheme = localStorage.getItem('scheme') ?? ''; } catch { }";

    /// <summary>A notebook's page.</summary>
    public string Page(HandoutPage page, HandoutPage? previous, HandoutPage? next)
    {
        var links = $"<nav class=\"chapters\" aria-label=\"Chapters\">{Link(previous, "prev", "←")}<a href=\"index.html\">Contents</a>{Link(next, "next", "→")}</nav>";
        var model = page.Model is { } text ? $"<p>Model: {Encode(text)}</p>" : "";
        return Frame(
            page.Title,
            $"""
            {Bar(page)}<div class="page">
            {Contents(page)}<main id="main">
            {page.Body}</main>
            </div>
            <footer>{links}{model}<p>Made from {Encode(page.Name)}.ipynb. About {page.Minutes} minutes to read, without the exercises.</p></footer>
            """,
            page.HasPlots);
    }

    /// <summary>The page that lists all others.</summary>
    /// <param name="pages">The notebooks' pages.</param>
    /// <param name="explorer">Whether there is the page in which a model runs.</param>
    public string Index(IReadOnlyCollection<HandoutPage> pages, bool explorer)
    {
        var live = !explorer ? "" : $"<li class=\"live\"><a href=\"{ExplorerPage.FileName}\">{ExplorerPage.Title}</a><p>Type a sentence and look at every head of a model that runs in the page, without network.</p></li>\n";
        return Frame(Course, $"""
            {Bar(null)}<main id="main" class="index">
            <h1>{Course}</h1>
            <p class="lead">What do the attention heads of a transformer really learn? {pages.Count} chapters ask a real model, and put a control beside every answer. For people who
            program and know no transformers yet; about {pages.Sum(page => page.Minutes)} minutes of reading, and exercises with hints. Everything works from disk, without network.</p>
            <ol>
            {live}{string.Concat(pages.Select(Entry))}</ol>
            </main>
            """, plots: false);
    }

    /// <summary>A chapter with its question, if the notebook names one, and how long it takes.</summary>
    private static string Entry(HandoutPage page)
    {
        var question = page.Question is { } asked ? $"<p class=\"question\">{Encode(asked)}</p>" : "";
        var needs = page.Needs is { } known ? $" · needs {Encode(known)}" : "";
        return $"<li><a href=\"{Address(page)}\">{Encode(page.Title)}</a>{question}<p>{Encode(page.Introduction)}</p><p class=\"facts\">{page.Minutes} minutes to read{needs}</p></li>\n";
    }

    /// <summary>The choices that a reader's browser remembers; without scripts they are not there, and nothing needs them.</summary>
    private static string Bar(HandoutPage? page) => $"""
        <header class="top">{(page is null ? "<span></span>" : $"<a href=\"index.html\">{Course}</a>")}<span class="choices" hidden>
        {(page is null ? "" : "<button type=\"button\" id=\"all-code\" aria-pressed=\"false\">Show all code</button>")}
        <button type="button" id="scheme">Light or dark: as the system</button></span></header>

        """;

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

    private string Frame(string title, string content, bool plots)
    {
        // Beside the page, Plotly is fetched by handout.js when the first chart comes near.
        string[] scripts = plots && singleFile ? ["plotly-cartesian.min.js", "handout.js"] : ["handout.js"];
        return Document(title, Policy, $"{Style()}\n<script>{SchemeFirst}</script>", $"{content}\n{string.Join('\n', scripts.Select(Script))}");
    }

    private static string Contents(HandoutPage page)
    {
        var entries = page.Sections.Select(section => $"<li class=\"level{section.Level}\"><a href=\"#{Encode(section.Id)}\">{Encode(section.Text)}</a></li>\n").ToArray();
        return entries.Length < 2 ? "" : $"<nav class=\"contents\" aria-label=\"On this page\"><ul>\n{string.Concat(entries)}</ul></nav>\n";
    }

    private static string Link(HandoutPage? page, string relation, string arrow) =>
        page is null ? "<span></span>" : $"<a rel=\"{relation}\" href=\"{Address(page)}\">{(relation == "prev" ? $"{arrow} {Encode(page.Title)}" : $"{Encode(page.Title)} {arrow}")}</a>";

    private static string Address(HandoutPage page) => Encode(Uri.EscapeDataString(page.Name)) + ".html";

    private string Style() => singleFile ? $"<style>{Stylesheet}</style>" : $"<link rel=\"stylesheet\" href=\"{StyleFile}\">";

    private string Script(string name) =>
        singleFile ? $"<script>{Asset.Script(name)}</script>" : $"<script src=\"{name}\"></script>";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
