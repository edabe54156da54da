namespace Attention.Figures;

/// <summary>A figure as Plotly JSON for hosts that draw it themselves, as HTML that needs nothing, and as a picture for those that run no
/// scripts.</summary>
internal sealed class FigureFormatters
{
    public const string PlotlyMimeType = "application/vnd.plotly.v1+json";
    public const string HtmlMimeType = "text/html";
    public const string PictureMimeType = "image/svg+xml";

    public static IEnumerable<object> CreateTypeFormatters() =>
    [
        new ShownFormatter<Figure>(PlotlyMimeType, figure => figure.JsonWithWords),
        new ShownFormatter<Figure>(HtmlMimeType, figure => figure.Fragment),
        new ShownFormatter<Figure>(PictureMimeType, figure => figure.StaticPicture().Svg),
    ];
}
