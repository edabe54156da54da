using System.Text.RegularExpressions;

namespace Notebooks.Handouts;

/// <summary>The picture by which a chapter is known: that of its first figure, or of the one whose cell has the tag cover.</summary>
/// <param name="Ending">The ending of its file.</param>
/// <param name="Content">The file's bytes.</param>
internal sealed partial record CoverPicture(string Ending, byte[] Content)
{
    /// <summary>The folder of the pictures, beside the pages.</summary>
    public const string Folder = "covers";

    private static readonly Dictionary<string, string> Endings = new()
    {
        ["svg+xml"] = ".svg",
        ["png"] = ".png",
        ["jpeg"] = ".jpg",
        ["gif"] = ".gif",
        ["webp"] = ".webp"
    };

    /// <summary>The first picture in a part of a page; null if there is none.</summary>
    /// <param name="html">The part.</param>
    /// <param name="style">The style of drawings that are part of a page.</param>
    public static CoverPicture? In(string html, string style)
    {
        if (Drawing().Match(html) is { Success: true } drawing)
            return new CoverPicture(".svg", System.Text.Encoding.UTF8.GetBytes(Alone(drawing.Groups[1].Value, style)));
        if (Embedded().Match(html) is not { Success: true } embedded || !Endings.TryGetValue(embedded.Groups[1].Value, out var ending))
            return null;
        var content = new byte[embedded.Groups[2].Length];
        if (!Convert.TryFromBase64String(embedded.Groups[2].Value, content, out var length)) return null;
        return new CoverPicture(ending, ending == ".svg" ? Light(content.AsSpan(0, length)) : content[..length]);
    }

    /// <summary>A drawing that follows the system's colours would be turned twice on a dark page.</summary>
    private static byte[] Light(ReadOnlySpan<byte> svg) =>
        System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(svg)
            .Replace("(prefers-color-scheme: dark)", "not all", StringComparison.Ordinal));

    /// <summary>A drawing of a page as a file; always light, since the page gives it light ground.</summary>
    private static string Alone(string svg, string style)
    {
        var named = svg.Contains(" xmlns=", StringComparison.Ordinal)
            ? svg
            : svg.Replace("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ", StringComparison.Ordinal);
        var start = named.IndexOf('>', StringComparison.Ordinal) + 1;
        return string.Concat(named.AsSpan(0, start), $"<style>svg{{color:#1d2330;color-scheme:light}}{style}</style>", named.AsSpan(start));
    }

    /// <summary>The ending of a picture's file, by its type without image/.</summary>
    /// <param name="type">The type, one of those that pages show.</param>
    public static string EndingOf(string type) => Endings.GetValueOrDefault(type, ".bin");

    [GeneratedRegex("<div class=\"av-picture\">\\s*(<svg .*?</svg>)", RegexOptions.Singleline)]
    private static partial Regex Drawing();

    /// <summary>A picture that lies in a page: its type without image/, and its bytes in base64.</summary>
    [GeneratedRegex("<img [^>]*?src=\"data:image/([a-z+]+);base64,([A-Za-z0-9+/=]+)\"")]
    internal static partial Regex Embedded();
}
