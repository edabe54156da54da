// Not .NET's categories: those are of a newer Unicode than the tables of Hugging Face's tokenizers, whose tokens count here.
using System.Globalization;
using System.Text;

namespace Attention.Tokens.Normalizing;

/// <summary>The classes of characters that tokenizers tell apart.</summary>
internal static class CharacterKinds
{
    private static readonly Dictionary<string, (int[] Firsts, int[] Lasts)> Kinds = ReadKinds();

    /// <summary>Marks on characters (Mn, Mc, Me).</summary>
    public static bool IsMark(Rune rune) => Is("mark", rune);

    /// <summary>Marks that take no space (Mn), once a character is decomposed.</summary>
    public static bool IsNonspacingMark(Rune rune) => Is("nonspacing", rune);

    /// <summary>Control and format characters and private use, but for tabs and line ends.</summary>
    public static bool IsOther(Rune rune) => Is("other", rune);

    /// <summary>Punctuation, and all signs of ASCII.</summary>
    public static bool IsPunctuation(Rune rune) => Is("punctuation", rune);

    /// <summary>What words are made of.</summary>
    public static bool IsWord(Rune rune) => Rune.IsLetter(rune) || IsMark(rune) || rune.Value is 0x200C or 0x200D
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber
            or UnicodeCategory.ConnectorPunctuation;

    /// <summary>The blocks that BERT takes for Chinese.</summary>
    public static bool IsChinese(Rune rune) => rune.Value
        is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F)
        or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B920 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);

    private static bool Is(string kind, Rune rune)
    {
        var (firsts, lasts) = Kinds[kind];
        var at = Array.BinarySearch(firsts, rune.Value);
        if (at < 0) at = ~at - 1;    // the last range that begins before the character
        return at >= 0 && rune.Value <= lasts[at];
    }

    private static Dictionary<string, (int[], int[])> ReadKinds()
    {
        using var reader = new StreamReader(typeof(CharacterKinds).Assembly.GetManifestResourceStream("character-kinds.txt")!);
        Dictionary<string, (int[], int[])> kinds = [];
        while (reader.ReadLine() is { } line)
        {
            if (line[0] == '#') continue;
            var ranges = line.Split(' ').Skip(1).Select(range => range.Split('-')).ToList();
            kinds[line[..line.IndexOf(' ')]] = ([.. ranges.Select(range => Hex(range[0]))], [.. ranges.Select(range => Hex(range[^1]))]);
        }
        return kinds;
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
