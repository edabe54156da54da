using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Engine.Displays;

/// <summary>
/// Draws a learner's own charts of Plotly.NET, whose way of showing themselves asks a CDN for a script. The engine does not reference the
/// library and waits until a cell has loaded it.
/// </summary>
internal static class GenericChartFormatter
{
    private const string PlotlyMimeType = "application/vnd.plotly.v1+json";

    private static int scriptShown;

    public static void Register() => LateLibrary.WhenLoaded("Plotly.NET", assembly =>
    {
        if (assembly.GetType("Plotly.NET.GenericChart") is not { } type || type.GetMethod("toFigureJson") is not { } toJson) return;
        string Json(object chart) => (string)toJson.Invoke(null, [chart])!;
        Formatter.Register(type, (chart, writer) => writer.Write(Json(chart)), PlotlyMimeType);
        Formatter.Register(type, (chart, writer) => writer.Write(Html(Json(chart))), HtmlFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(type, PlotlyMimeType, HtmlFormatter.MimeType);
    });

    /// <summary>The first chart of a session brings plotly.js (1.4 MB, charts with x and y axes), unless a figure of the course has brought
    /// it already.</summary>
    private static string Html(string json)
    {
        var id = $"chart-{Guid.NewGuid():N}";
        var script = Interlocked.Exchange(ref scriptShown, 1) == 0 ? Asset.Script("plotly-cartesian.min.js") : "";
        return $$"""
            <div id="{{id}}" role="img" aria-label="A chart of Plotly.NET"></div>
            <script>
            if (!window.Plotly) (function (define, module, exports) {
            {{script}}
            }).call(window);
            (() => {
              const place = document.getElementById("{{id}}"), chart = {{json.Replace("<", "\\u003C", StringComparison.Ordinal)}};
              if (window.Plotly) Plotly.newPlot(place, chart.data, chart.layout, { ...chart.config, responsive: true, displaylogo: false });
              else place.textContent = "This chart needs the first chart of the notebook on the page: run all cells again.";
            })();
            </script>
            """;
    }
}
