using System.Net;

namespace Attention.Figures;

/// <summary>A paragraph that reads a figure, with its numbers filled in from what was measured.</summary>
[TypeFormatterSource(typeof(ReadingFormatters), PreferredMimeTypes = [FigureFormatters.HtmlMimeType])]
public sealed class Reading
{
    private Reading(string text) => Text = text;

    /// <summary>The paragraph.</summary>
    public string Text { get; }

    /// <summary>Makes a paragraph.</summary>
    /// <param name="text">Plain text; whatever looks like markup is shown as it is.</param>
    /// <returns>A paragraph that shows itself in a notebook.</returns>
    public static Reading Of(string text) => new(text);

    /// <summary>The paragraph.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;

    internal string Html => $"<p class=\"reading\">{WebUtility.HtmlEncode(Text)}</p>";
}
