// .NET's patterns see UTF-16 units: a letter beyond the basic plane is two surrogates to them, and no letter. So such a text is
// matched in a copy with one unit a character, where another character of the same category stands for each of those.
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Attention.Tokens.Normalizing;

/// <summary>Matches patterns on whole characters.</summary>
internal static class CategoryText
{
    /// <summary>A character of each category, rare enough to be in no pattern.</summary>
    public static readonly IReadOnlyDictionary<UnicodeCategory, char> Examples = new Dictionary<UnicodeCategory, char>
    {
        [UnicodeCategory.UppercaseLetter] = '\u1C90',
        [UnicodeCategory.LowercaseLetter] = '\u1D1C',
        [UnicodeCategory.TitlecaseLetter] = '\u1F88',
        [UnicodeCategory.ModifierLetter] = '\uA717',
        [UnicodeCategory.OtherLetter] = '\uA000',
        [UnicodeCategory.NonSpacingMark] = '\u1DC4',
        [UnicodeCategory.SpacingCombiningMark] = '\u1B04',
        [UnicodeCategory.EnclosingMark] = '\u1ABE',
        [UnicodeCategory.DecimalDigitNumber] = '\u1B50',
        [UnicodeCategory.LetterNumber] = '\uA6E6',
        [UnicodeCategory.OtherNumber] = '\u19DA',
        [UnicodeCategory.ConnectorPunctuation] = '\u203F',
        [UnicodeCategory.DashPunctuation] = '\u1806',
        [UnicodeCategory.OtherPunctuation] = '\u1B5A',
        [UnicodeCategory.MathSymbol] = '\u29E2',
        [UnicodeCategory.CurrencySymbol] = '\u20B0',
        [UnicodeCategory.ModifierSymbol] = '\uA700',
        [UnicodeCategory.OtherSymbol] = '\uA490',
        [UnicodeCategory.Format] = '\u2061',
        [UnicodeCategory.PrivateUse] = '\uE000',
        [UnicodeCategory.OtherNotAssigned] = '\uFFFF',
    };

    /// <summary>Where a pattern matches, in units of the text.</summary>
    public static List<(int Start, int End)> Matches(Regex pattern, ReadOnlySpan<char> text)
    {
        List<(int, int)> found = [];
        if (text.IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
        {
            foreach (var match in pattern.EnumerateMatches(text))
                if (match.Length > 0) found.Add((match.Index, match.Index + match.Length));
            return found;
        }
        var (characters, places) = OneUnitEach(text);
        foreach (var match in pattern.EnumerateMatches(characters))
            if (match.Length > 0) found.Add((places[match.Index], places[match.Index + match.Length]));
        return found;
    }

    private static (char[] Characters, List<int> Places) OneUnitEach(ReadOnlySpan<char> text)
    {
        List<char> characters = new(text.Length);
        List<int> places = new(text.Length + 1);
        for (var i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text[i..], out var rune, out var length);
            characters.Add(rune.IsBmp ? (char)rune.Value : Examples[Rune.GetUnicodeCategory(rune)]);
            places.Add(i);
            i += length;
        }
        places.Add(text.Length);
        return ([.. characters], places);
    }
}
