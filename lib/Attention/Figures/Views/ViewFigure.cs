using System.Text.Json;
using Attention.Figures.Drawings;

namespace Attention.Figures.Views;

/// <summary>A view of the course's own: HTML that draws itself, and no Plotly.</summary>
[TypeFormatterSource(typeof(ViewFormatters), PreferredMimeTypes = [FigureFormatters.HtmlMimeType, FigureFormatters.PictureMimeType])]
internal sealed class ViewFigure : Figure
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private ViewFigure(string title, string caption, string altText, ViewData data)
        : base(title, caption, altText, JsonSerializer.Serialize(data, Options), () => ViewDrawings.Of(data))
    {
    }

    internal override string Fragment => ViewHtml.Fragment(this);

    internal override string Page => FigureHtml.Page(Title, Fragment);

    /// <summary>A figure from what its script draws. The default encoder escapes angle brackets, so nothing in the data can end a
    /// script.</summary>
    public static ViewFigure Of(string title, string caption, string altText, ViewData data) =>
        new(title, caption, altText, data);

    /// <inheritdoc/>
    public override void SaveSvg(string path, int width = 960) => throw new NotSupportedException(
        $"“{Title}” is a page with controls, words and canvases, and no single drawing. SavePng makes a picture of it, SaveHtml keeps its "
            + $"gestures.");
}
