using Attention.Figures;
using Attention.Figures.Views;
using Microsoft.Playwright;

namespace Explorer.Tests;

/// <summary>Figures as they save themselves, together on one page.</summary>
internal static class FigurePage
{
    private static readonly string Plotly = FigureHtml.LibraryScript();
    private static readonly string Script = $"<script {ViewHtml.OnceMark}>{ViewHtml.Script}</script>";
    private static readonly string ChartScript = $"<script {ViewHtml.OnceMark}>{FigureHtml.Script}</script>";
    private static readonly string Style = $"<style {ViewHtml.OnceMark}>{ViewHtml.Style}</style>";

    /// <summary>Opens the page of the first figure, with what the pages of the others hold behind it.</summary>
    public static async Task<WatchedPage> OpenAsync(Browser browser, int width, ColorScheme scheme, params Figure[] figures) =>
        await WatchedPage.OpenAsync(await browser.StartAsync(), Html(figures), width, scheme);

    /// <summary>The page as text: style and scripts once, as in a handout.</summary>
    private static string Html(Figure[] figures)
    {
        var first = figures[0].Page;
        var others = figures.Skip(1).Select(figure => Content(figure.Page));
        return first.Replace("</main>", string.Concat(others) + "</main>", StringComparison.Ordinal);
    }

    private static string Content(string page) =>
        page[(page.IndexOf("</h1>", StringComparison.Ordinal) + "</h1>".Length)..page.LastIndexOf("</main>", StringComparison.Ordinal)]
            .Replace(ChartScript, "", StringComparison.Ordinal).Replace(Plotly, "", StringComparison.Ordinal)
            .Replace(Script, "", StringComparison.Ordinal).Replace(Style, "", StringComparison.Ordinal);
}
