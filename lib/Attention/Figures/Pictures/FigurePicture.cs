using System.Net;
using System.Text.RegularExpressions;

namespace Attention.Figures.Pictures;

/// <summary>Figures as files that need no browser any more.</summary>
internal static partial class FigurePicture
{
    /// <summary>Pixels of the picture for one of the page, so that print is sharp.</summary>
    private const int Sharpness = 2;

    /// <summary>The page of the figure as it is seen, to its end.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="width">The page's width in pixels.</param>
    public static byte[] Png(Figure figure, int width) => InFolder((browser, folder) =>
    {
        // The browser takes a picture of its window; how high that must be is known once the figure is drawn.
        var drawn = browser.Run(folder, figure.Page.Replace("</main>", $"</main><script>{SayHeight}</script>", StringComparison.Ordinal),
            "--dump-dom", $"--window-size={width},600");
        var height = Height().Match(drawn) is { Success: true } match
            ? int.Parse(match.Groups[1].Value)
            : throw new NoBrowserException("The browser did not draw the figure.");
        var picture = Path.Combine(folder, "picture.png");
        browser.Run(folder, figure.Page, $"--screenshot={picture}", $"--window-size={width},{height}",
            $"--force-device-scale-factor={Sharpness}");
        return File.Exists(picture) ? File.ReadAllBytes(picture) : throw new NoBrowserException("The browser made no picture.");
    });

    /// <summary>A Plotly chart as SVG.</summary>
    /// <param name="figure">The chart.</param>
    /// <param name="width">Its width in pixels.</param>
    public static byte[] Svg(Figure figure, int width) => InFolder((browser, folder) =>
    {
        var drawn = browser.Run(folder, FigureHtml.Page(figure.Title, $$"""
            {{FigureHtml.LibraryScript()}}
            <script>
            const figure = {{FigureHtml.InScript(figure.Json)}};
            Plotly.toImage(figure, { format: "svg", width: {{width}}, height: figure.layout.height ?? 450 })
              .then((url) => { document.body.dataset.svg = url; });
            </script>
            """), "--dump-dom");
        var match = Data().Match(drawn);
        if (!match.Success) throw new NoBrowserException("The browser did not draw the chart.");
        return System.Text.Encoding.UTF8.GetBytes(Uri.UnescapeDataString(WebUtility.HtmlDecode(match.Groups[1].Value)));
    });

    private const string SayHeight =
        "setTimeout(() => { document.body.dataset.height = Math.ceil(document.documentElement.scrollHeight); }, 3000);";

    private static byte[] InFolder(Func<LocalBrowser, string, byte[]> draw)
    {
        var browser = LocalBrowser.Find();
        var folder = Directory.CreateTempSubdirectory("figure-");
        try
        {
            return draw(browser, folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex("data-height=\"([0-9]+)\"")]
    private static partial Regex Height();

    [GeneratedRegex("data-svg=\"data:image/svg\\+xml,([^\"]*)\"")]
    private static partial Regex Data();
}
