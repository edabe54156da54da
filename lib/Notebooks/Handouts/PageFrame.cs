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
    public static readonly string[] SharedFiles = ["handout.css", "handout.js", "chartKeys.js", "plotly-cartesian.min.js", "stix-two-math.woff2"];

    // Scripts and styles may stand in a page, since figures bring theirs; but nothing is fetched from anywhere but this folder.
    private const string Policy =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; base-uri 'none'; form-action 'none'";

    /// <summary>A notebook's page.</summary>
    public string Page(HandoutPage page, HandoutPage? previous, HandoutPage? next)
    {
        var links = $"<nav class=\"chapters\" aria-label=\"Chapters\">{Link(previous, "prev", "←")}<a href=\"index.html\">Contents</a>{Link(next, "next", "→")}</nav>";
        var model = page.Model is { } text ? $"<p>Model: {Encode(text)}</p>" : "";
        return Frame(
            page.Title,
            $"""
            <div class="page">
            {Contents(page)}<main id="main">
            {page.Body}</main>
            </div>
            <footer>{links}{model}<p>Made from {Encode(page.Name)}.ipynb.</p></footer>
            """,
            page.HasPlots);
    }

    /// <summary>The page that lists all others.</summary>
    /// <param name="pages">The notebooks' pages.</param>
    /// <param name="explorer">Whether there is the page in which a model runs.</param>
    public string Index(IEnumerable<HandoutPage> pages, bool explorer)
    {
        var entries = pages.Select(page => $"<li><a href=\"{Address(page)}\">{Encode(page.Title)}</a><p>{Encode(page.Introduction)}</p></li>\n");
        if (explorer) entries = entries.Append($"<li><a href=\"{ExplorerPage.FileName}\">{ExplorerPage.Title}</a><p>Type a sentence and look at every head of a model that runs in the page, without network.</p></li>\n");
        return Frame(Course, $"<main id=\"main\" class=\"index\">\n<h1>{Course}</h1>\n<ol>\n{string.Concat(entries)}</ol>\n</main>", plots: false);
    }

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
        string[] scripts = plots ? ["plotly-cartesian.min.js", "chartKeys.js", "handout.js"] : ["handout.js"];
        return Document(title, Policy, Style(), $"{content}\n{string.Join('\n', scripts.Select(Script))}");
    }

    private static string Contents(HandoutPage page)
    {
        var entries = page.Sections.Select(section => $"<li class=\"level{section.Level}\"><a href=\"#{Encode(section.Id)}\">{Encode(section.Text)}</a></li>\n").ToArray();
        return entries.Length < 2 ? "" : $"<nav class=\"contents\" aria-label=\"On this page\"><ul>\n{string.Concat(entries)}</ul></nav>\n";
    }

    private static string Link(HandoutPage? page, string relation, string arrow) =>
        page is null ? "<span></span>" : $"<a rel=\"{relation}\" href=\"{Address(page)}\">{(relation == "prev" ? $"{arrow} {Encode(page.Title)}" : $"{Encode(page.Title)} {arrow}")}</a>";

    private static string Address(HandoutPage page) => Encode(Uri.EscapeDataString(page.Name)) + ".html";

    private string Style() => singleFile ? $"<style>{Asset.Text("handout.css")}</style>" : "<link rel=\"stylesheet\" href=\"handout.css\">";

    private string Script(string name) =>
        singleFile ? $"<script>{Asset.Script(name)}</script>" : $"<script src=\"{name}\"></script>";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
