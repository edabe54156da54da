using Attention.Figures;
using Microsoft.Playwright;

namespace Explorer.Tests;

/// <summary>Figures as they save themselves, together on one page.</summary>
internal static class FigurePage
{
    /// <summary>Opens the page of the first figure, with what the pages of the others hold behind it.</summary>
    public static async Task<WatchedPage> OpenAsync(Browser browser, int width, ColorScheme scheme, params Figure[] figures) =>
        await WatchedPage.OpenAsync(await browser.StartAsync(), Html(figures), width, scheme);

    /// <summary>The page as text.</summary>
    public static string Html(params Figure[] figures)
    {
        var pages = figures.Select(figure => figure.Page).ToArray();
        return pages[0].Replace("</main>", string.Concat(pages.Skip(1).Select(Content)) + "</main>", StringComparison.Ordinal);
    }

    private static string Content(string page) => page[(page.IndexOf("</h1>", StringComparison.Ordinal) + "</h1>".Length)..page.LastIndexOf("</main>", StringComparison.Ordinal)];
}
