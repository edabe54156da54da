using Attention.Tokens;

namespace Attention.Figures;

/// <summary>Tokens as figures name them: one that holds only a part of a character bears the character and which part it is, as in א₁ and א₂.</summary>
internal static class TokenWords
{
    /// <summary>The sign that a text has where its bytes are no whole character.</summary>
    private const char Unknown = '\uFFFD';

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
            var (start, end) = (tokens[i].Start, Math.Max(tokens[i].Start, tokens.Skip(last + 1).FirstOrDefault(token => token.Start > tokens[i].Start)?.Start ?? text.Length));
            var whole = start < text.Length ? text[start..Math.Min(end, text.Length)].Trim() : "";
            if (whole.Length is 0 or > 16) whole = "…";
            for (var part = i; part <= last; part++) names[part] = last == i ? whole : $"{whole}{(char)('₁' + Math.Min(part - i, 8))}";
            i = last;
        }
        return names;
    }
}
