namespace Attention.Figures;

/// <summary>A figure as Plotly JSON for hosts that draw it themselves, and as HTML that needs nothing.</summary>
internal sealed class FigureFormatters
{
    public const string PlotlyMimeType = "application/vnd.plotly.v1+json";
    public const string HtmlMimeType = "text/html";

    public static IEnumerable<object> CreateTypeFormatters() =>
    [
        new ShownFormatter<Figure>(PlotlyMimeType, figure => figure.JsonWithWords),
        new ShownFormatter<Figure>(HtmlMimeType, figure => figure.Fragment),
    ];
}
