using System.Globalization;
using Attention.Tokens;

namespace Attention.Figures;

/// <summary>Tokens as figures name them: one that holds only a part of a character bears the character and which part it is, as in א₁ and
/// א₂.</summary>
internal static class TokenWords
{
    /// <summary>The sign that a text has where its bytes are no whole character.</summary>
    private const char Unknown = '\uFFFD';

    private const int MostLabel = 80;

    /// <summary>A token as a label: without its leading space, what cannot be seen made visible, long ones cut. As lib/Web/words.js does
    /// it.</summary>
    /// <param name="token">The token.</param>
    /// <param name="longest">Letters at most, as readers count them.</param>
    public static string Label(string token, int longest = 14)
    {
        var inner = token.Trim(' ');
        if (inner.Length == 0) return new string('␣', Math.Clamp(token.Length, 1, 8));
        var seen = string.Concat(inner.Select(letter =>
            letter switch { '\n' => '⏎', '\t' => '⇥', _ when char.IsControl(letter) || IsMark(letter) => '·', _ => letter }));
        var letters = new StringInfo(seen);
        var cut = letters.LengthInTextElements > longest ? $"{letters.SubstringByTextElements(0, longest - 1)}…" : seen;
        return cut.Length > MostLabel ? cut[..MostLabel] : cut;
    }

    /// <summary>Marks of direction turn words around that stand beside them.</summary>
    private static bool IsMark(char letter) => letter is '\u200E' or '\u200F' or >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';

    /// <summary>The names of tokens.</summary>
    /// <param name="tokens">The tokens of a text.</param>
    /// <param name="text">The text.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<Token> tokens, string text)
    {
        var names = tokens.Select(token => token.Text).ToArray();
        for (var i = 0; i < names.Length; i++)
        {
            if (!names[i].Contains(Unknown) || text.Contains(Unknown)) continue;
            var last = i;
            while (last + 1 < names.Length && names[last + 1].Contains(Unknown) && !names[last + 1].StartsWith(' ')) last++;
            var (start, end) = (tokens[i].Start, Math.Max(tokens[i].Start,
                tokens.Skip(last + 1).FirstOrDefault(token => token.Start > tokens[i].Start)?.Start ?? text.Length));
            var whole = start < text.Length ? text[start..Math.Min(end, text.Length)].Trim() : "";
            if (whole.Length is 0 or > 16) whole = "…";
            for (var part = i; part <= last; part++) names[part] = last == i ? whole : $"{whole}{(char)('₁' + Math.Min(part - i, 8))}";
            i = last;
        }
        return names;
    }
}
