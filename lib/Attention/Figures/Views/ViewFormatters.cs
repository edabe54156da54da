namespace Attention.Figures.Views;

/// <summary>A view as HTML alone; a host that knows Plotly must not look for a chart in it.</summary>
internal sealed class ViewFormatters
{
    public static IEnumerable<object> CreateTypeFormatters() => [new ShownFormatter<ViewFigure>(FigureFormatters.HtmlMimeType, figure => figure.Fragment)];
}
