using System.Net;
using System.Reflection;
using Attention.Figures.Views;

namespace Attention.Figures;

/// <summary>A figure as HTML that asks nobody for anything: no CDN, no require.js.</summary>
internal static class FigureHtml
{
    private static int libraryShown;

    /// <summary>The script of all charts, as lib/Web bundles it.</summary>
    public static string Script { get; } = InScript(Asset("web/charts.js"));

    /// <summary>
    /// The output of a notebook cell. plotly.js is 1.4 MB, so the first figure of a session brings it and those after find it
    /// on the page; where it is gone, the figure says which cells to run.
    /// </summary>
    public static string Fragment(Figure figure) =>
        (Interlocked.Exchange(ref libraryShown, 1) == 0 ? LibraryScript() : "") + Chart(figure);

    /// <summary>A page by itself.</summary>
    public static string Page(Figure figure) => Page(figure.Title, LibraryScript() + Chart(figure));

    /// <summary>A page around what draws itself. The figure shows its title, so the page's heading is only for those who jump between
    /// headings.</summary>
    public static string Page(string title, string content) => $$"""
        <!DOCTYPE html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{WebUtility.HtmlEncode(title)}}</title>
        <style>
        :root { color-scheme: light dark; }
        body { margin: 1rem auto; max-width: 60rem; font: 16px/1.5 system-ui, sans-serif;
          color: light-dark(#1f2328, #e6e8eb); background: light-dark(#fff, #16181d); }
        main { padding: 0 1rem; }
        h1 { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); }
        </style>
        <main><h1>{{WebUtility.HtmlEncode(title)}}</h1>
        {{content}}
        </main>
        </html>

        """;

    /// <summary>Without a module loader in sight, or plotly.js would register there instead of as window.Plotly.</summary>
    internal static string LibraryScript() =>
        $"<script>if (!window.Plotly) (function (define, module, exports) {{\n{InScript(Asset("plotly-cartesian.min.js"))}\n}})"
            + ".call(window);</script>\n";

    /// <summary>A text that lies in this assembly.</summary>
    internal static string Asset(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Nothing in a script may look like its end.</summary>
    internal static string InScript(string text) =>
        text.Replace("</", "<\\/", StringComparison.Ordinal).Replace("<!--", "<\\!--", StringComparison.Ordinal);

    private static string Chart(Figure figure)
    {
        var id = $"figure-{Guid.NewGuid():N}";
        return $$"""
            <style {{ViewHtml.OnceMark}}>{{ViewHtml.Style}}</style>
            <figure class="av-figure" id="{{id}}" aria-labelledby="{{id}}-title">
            <p class="av-title" id="{{id}}-title">{{WebUtility.HtmlEncode(figure.Title)}}</p>
            <div class="av-chart" role="img" aria-label="{{WebUtility.HtmlEncode(figure.AltText)}}">{{figure.StaticPicture().Html}}</div>
            <figcaption>{{WebUtility.HtmlEncode(figure.Caption)}}</figcaption>
            {{figure.Question?.Html}}</figure>
            <script {{ViewHtml.OnceMark}}>{{Script}}</script>
            <script>AttentionCharts.show("{{id}}", {{InScript(figure.Json)}});</script>
            """;
    }
}
