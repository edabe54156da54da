using System.Net;
using System.Reflection;

namespace Attention.Figures;

/// <summary>A figure as HTML that asks nobody for anything: no CDN, no require.js.</summary>
internal static class FigureHtml
{
    private static int libraryShown;

    /// <summary>
    /// The output of a notebook cell. plotly.js is 1.4 MB, so the first figure of a session brings it and those after find it
    /// on the page; where it is gone, the figure says which cells to run.
    /// </summary>
    public static string Fragment(Figure figure) =>
        (Interlocked.Exchange(ref libraryShown, 1) == 0 ? LibraryScript() : "") + Chart(figure);

    /// <summary>A page by itself.</summary>
    public static string Page(Figure figure) => Page(figure.Title, LibraryScript() + Chart(figure));

    /// <summary>A page around what draws itself. The figure shows its title, so the page's heading is only for those who jump between headings.</summary>
    public static string Page(string title, string content) => $$"""
        <!DOCTYPE html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{WebUtility.HtmlEncode(title)}}</title>
        <style>
        :root { color-scheme: light dark; }
        body { margin: 1rem auto; max-width: 60rem; font: 16px/1.5 system-ui, sans-serif; color: light-dark(#1f2328, #e6e8eb); background: light-dark(#fff, #16181d); }
        main { padding: 0 1rem; }
        h1 { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); }
        </style>
        <main><h1>{{WebUtility.HtmlEncode(title)}}</h1>
        {{content}}
        </main>
        </html>

        """;

    private static string Chart(Figure figure)
    {
        var id = $"figure-{Guid.NewGuid():N}";
        return $$"""
            <figure style="margin:0;overflow-x:auto"><div id="{{id}}" style="min-width:34rem" role="img" aria-label="{{WebUtility.HtmlEncode(figure.ToString())}}"></div></figure>
            <script>
            (() => {
              const place = document.getElementById("{{id}}");
              const figure = {{InScript(figure.Json)}};
              let patience = 100;
              {{InScript(Asset("chartKeys.js"))}}
              const reach = () => {
                // A narrow window shows a part of the chart: who has no pointer scrolls it with the arrow keys.
                const box = place.parentElement;
                if (box.scrollWidth > box.clientWidth) box.setAttribute("tabindex", "0");
                else box.removeAttribute("tabindex");
              };
              const draw = () => {
                if (window.Plotly) {
                  figure.layout.font = { ...figure.layout.font, color: getComputedStyle(place).color };
                  Plotly.newPlot(place, figure.data, figure.layout, { responsive: true, displaylogo: false }).then(giveChartKeys);
                  new ResizeObserver(reach).observe(place.parentElement);
                } else if (patience-- > 0) setTimeout(draw, 50);
                else place.textContent = "This chart needs the first figure of the notebook on the page: run all cells again.";
              };
              draw();
            })();
            </script>
            """;
    }

    /// <summary>Without a module loader in sight, or plotly.js would register there instead of as window.Plotly.</summary>
    internal static string LibraryScript() =>
        $"<script>if (!window.Plotly) (function (define, module, exports) {{\n{InScript(Asset("plotly-cartesian.min.js"))}\n}}).call(window);</script>\n";

    private static string Asset(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Nothing in a script may look like its end.</summary>
    internal static string InScript(string text) => text.Replace("</", "<\\/", StringComparison.Ordinal).Replace("<!--", "<\\!--", StringComparison.Ordinal);
}
