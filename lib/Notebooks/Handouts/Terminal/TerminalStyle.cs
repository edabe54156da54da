using System.Globalization;

namespace Notebooks.Handouts.Terminal;

/// <summary>How a terminal was told to write (SGR, ECMA-48): colours are 0 for none, 1 to 16 for the terminal's own, or -1 - RGB.</summary>
internal readonly record struct TerminalStyle(int Ink, int Ground, bool Bold, bool Dim, bool Italic, bool Underlined, bool Inverse,
    bool Struck)
{
    private static readonly string[] Names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

    /// <summary>The style after a sequence such as 1;31.</summary>
    /// <param name="codes">Its numbers; none mean 0.</param>
    public TerminalStyle After(IReadOnlyList<int> codes)
    {
        var style = this;
        if (codes.Count == 0) return default;
        for (var i = 0; i < codes.Count; i++)
        {
            if (codes[i] is 38 or 48)
            {
                var (colour, used) = Extended(codes, i + 1);
                style = codes[i] == 38 ? style with { Ink = colour } : style with { Ground = colour };
                i += used;
            }
            else style = style.After(codes[i]);
        }
        return style;
    }

    /// <summary>Classes and colours of a span; empty for text as it is.</summary>
    public string Attributes()
    {
        if (this == default) return "";
        var (ink, ground) = Inverse ? (Ground, Ink) : (Ink, Ground);
        List<string> classes = [.. Marks()], colours = [];
        if (ink > 0) classes.Add($"ansi-{Name(ink)}");
        if (ground > 0) classes.Add($"ansi-on-{Name(ground)}");
        if (ink < 0) colours.Add($"color:{Rgb(ink)}");
        if (ground < 0) colours.Add($"background:{Rgb(ground)}");
        return (classes.Count > 0 ? $" class=\"{string.Join(' ', classes)}\"" : "")
            + (colours.Count > 0 ? $" style=\"{string.Join(';', colours)}\"" : "");
    }

    private IEnumerable<string> Marks()
    {
        if (Bold) yield return "ansi-bold";
        if (Dim) yield return "ansi-dim";
        if (Italic) yield return "ansi-italic";
        if (Underlined) yield return "ansi-underlined";
        if (Struck) yield return "ansi-struck";
        if (Inverse && Ink == 0 && Ground == 0) yield return "ansi-inverse";
    }

    private TerminalStyle After(int code) => code switch
    {
        0 => default,
        1 => this with { Bold = true },
        2 => this with { Dim = true },
        3 => this with { Italic = true },
        4 or 21 => this with { Underlined = true },
        7 => this with { Inverse = true },
        9 => this with { Struck = true },
        22 => this with { Bold = false, Dim = false },
        23 => this with { Italic = false },
        24 => this with { Underlined = false },
        27 => this with { Inverse = false },
        29 => this with { Struck = false },
        >= 30 and <= 37 => this with { Ink = code - 29 },
        39 => this with { Ink = 0 },
        >= 40 and <= 47 => this with { Ground = code - 39 },
        49 => this with { Ground = 0 },
        >= 90 and <= 97 => this with { Ink = code - 81 },
        >= 100 and <= 107 => this with { Ground = code - 91 },
        _ => this,
    };

    /// <summary>A colour by 5;N (of 256) or by 2;R;G;B, and how many numbers say it.</summary>
    private static (int Colour, int Used) Extended(IReadOnlyList<int> codes, int at)
    {
        int Number(int i) => i < codes.Count ? Math.Clamp(codes[i], 0, 255) : 0;

        if (Number(at) == 2) return (-1 - ((Number(at + 1) << 16) | (Number(at + 2) << 8) | Number(at + 3)), 4);
        var index = Number(at + 1);
        if (index < 16) return (index + 1, 2);
        if (index >= 232) return (-1 - (8 + 10 * (index - 232)) * 0x10101, 2);
        int Part(int step) => step == 0 ? 0 : 55 + 40 * step;
        var cube = index - 16;
        return (-1 - ((Part(cube / 36) << 16) | (Part(cube / 6 % 6) << 8) | Part(cube % 6)), 2);
    }

    private static string Name(int colour) => colour > 8 ? $"bright-{Names[colour - 9]}" : Names[colour - 1];

    private static string Rgb(int colour) => "#" + (-1 - colour).ToString("x6", CultureInfo.InvariantCulture);
}
