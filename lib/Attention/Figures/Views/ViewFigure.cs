namespace Attention.Figures.Views;

/// <summary>A view of the course's own: HTML that draws itself, and no Plotly.</summary>
[TypeFormatterSource(typeof(ViewFormatters), PreferredMimeTypes = [FigureFormatters.HtmlMimeType])]
internal sealed class ViewFigure(string title, string altText, string json) : Figure(title, altText, json)
{
    internal override string Fragment => ViewHtml.Fragment(this);

    internal override string Page => FigureHtml.Page(Title, Fragment);

    /// <summary>A figure from what its script draws.</summary>
    public static ViewFigure Of(string title, string altText, ViewData data) => new(title, altText, ViewHtml.Json(data));
}
