namespace Attention.Figures.Views;

/// <summary>A view as HTML and as a picture; a host that knows Plotly must not look for a chart in it.</summary>
internal sealed class ViewFormatters
{
    public static IEnumerable<object> CreateTypeFormatters() =>
    [
        new ShownFormatter<ViewFigure>(FigureFormatters.HtmlMimeType, figure => figure.Fragment),
        new ShownFormatter<ViewFigure>(FigureFormatters.PictureMimeType,
            figure => figure.StaticPicture() is { IsEmpty: false } picture ? picture.Svg : null),
    ];
}
