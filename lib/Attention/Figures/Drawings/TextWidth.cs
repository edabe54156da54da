using System.Globalization;
using System.Text;

namespace Attention.Figures.Drawings;

/// <summary>How wide words will be, without a font: what a drawing leaves room for. Rather too wide than too narrow.</summary>
internal static class TextWidth
{
    /// <summary>Of one text, in pixels.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">The size of the font in pixels.</param>
    public static double Of(string text, double size = Drawing.FontSize) => size * text.EnumerateRunes().Sum(Share);

    /// <summary>Of the widest of some texts.</summary>
    public static double Widest(IEnumerable<string> texts, double size = Drawing.FontSize) =>
        texts.Select(text => Of(text, size)).DefaultIfEmpty(0).Max();

    /// <summary>The lines of a text that fit a width; words are not broken.</summary>
    public static List<string> Wrapped(string text, double width, double size = Drawing.FontSize)
    {
        List<string> lines = [""];
        foreach (var part in text.Split(' '))
        {
            var longer = lines[^1].Length > 0 ? $"{lines[^1]} {part}" : part;
            if (lines[^1].Length == 0 || Of(longer, size) <= width) lines[^1] = longer;
            else lines.Add(part);
        }
        return lines;
    }

    private static double Share(Rune letter) => letter.Value switch
    {
        'i' or 'j' or 'l' or 'I' or '.' or ',' or '\'' or '’' or ':' or ';' or '|' or '!' or ' ' => .34,
        't' or 'f' or 'r' or '(' or ')' or '[' or ']' or '-' or '·' or '/' => .44,
        'm' or 'w' or 'M' or 'W' or '@' or '%' => .97,
        >= 'A' and <= 'Z' => .72,
        < 0x300 => .63,
        _ when Rune.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format => 0,
        >= 0x1100 and < 0x1200 or >= 0x2E80 and < 0xFB00 or >= 0xFF00 => 1.05,
        _ => .65,
    };
}
