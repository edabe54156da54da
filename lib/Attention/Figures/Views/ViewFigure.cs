namespace Attention.Figures.Views;

/// <summary>A view of the course's own: HTML that draws itself, and no Plotly.</summary>
[TypeFormatterSource(typeof(ViewFormatters), PreferredMimeTypes = [FigureFormatters.HtmlMimeType])]
internal sealed class ViewFigure(string title, string altText, string json) : Figure(title, altText, json)
{
    internal override string Fragment => ViewHtml.Fragment(this);

    internal override string Page => FigureHtml.Page(Title, Fragment);

    /// <inheritdoc/>
    public override void SaveSvg(string path, int width = 960) =>
        throw new NotSupportedException($"“{Title}” is a page with controls, words and canvases, and no single drawing. SavePng makes a picture of it, SaveHtml keeps its gestures.");

    /// <summary>A figure from what its script draws.</summary>
    public static ViewFigure Of(string title, string altText, ViewData data) => new(title, altText, ViewHtml.Json(data));
}
