using System.Net;
using System.Text;
using AngleSharp;
using AngleSharp.Dom;

namespace Notebooks.Handouts.Slides;

/// <summary>What a paragraph says first, with its formulas and emphasis.</summary>
internal static class KeySentence
{
    private const int Shortest = 40;    // characters; a shorter sentence takes the next one along

    /// <summary>Cuts a paragraph after its first sentence.</summary>
    /// <param name="paragraph">The paragraph; null for none.</param>
    /// <returns>HTML in a paragraph; empty for none.</returns>
    public static string Of(IElement? paragraph)
    {
        if (paragraph is null) return "";
        var (html, length) = (new StringBuilder(), 0);
        foreach (var node in paragraph.ChildNodes)
        {
            var end = node is IText text ? End(text.Data, Shortest - length) : -1;
            html.Append(end < 0 ? node.ToHtml() : WebUtility.HtmlEncode(node.TextContent[..end]));
            if (end >= 0) break;
            length += node.TextContent.Length;
        }
        return $"<p>{html.ToString().Trim()}</p>";
    }

    /// <summary>Behind the first sign that ends a sentence and is followed by a blank and a capital, or by nothing, from a place on; -1 if
    /// there is none.</summary>
    private static int End(string text, int from) => Enumerable.Range(Math.Max(0, from), Math.Max(0, text.Length - Math.Max(0, from)))
        .Where(i => text[i] is '.' or '?' && (i + 1 == text.Length
            || i + 2 < text.Length && char.IsWhiteSpace(text[i + 1]) && char.IsUpper(text[i + 2]))).Select(i => i + 1).FirstOrDefault(-1);
}
