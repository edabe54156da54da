using System.Buffers;
using System.Text;
using Attention.Tokens.Normalizing;

namespace Attention.Tokens;

/// <summary>Finds tokens that are recognised as wholes: the leftmost first, of several at one place the longest.</summary>
internal sealed class AddedTokens
{
    private readonly Dictionary<char, (string Content, AddedToken Token)[]> byFirst;
    private readonly SearchValues<char> firsts;

    /// <summary>Makes a finder.</summary>
    /// <param name="tokens">What is looked for, and the token that it is.</param>
    public AddedTokens(IEnumerable<(string Content, AddedToken Token)> tokens)
    {
        byFirst = tokens.Where(token => token.Content.Length > 0).GroupBy(token => token.Content[0])
            .ToDictionary(group => group.Key, group => group.OrderByDescending(token => token.Content.Length).ToArray());
        firsts = SearchValues.Create([.. byFirst.Keys]);
    }

    /// <summary>Cuts a text at its added tokens.</summary>
    /// <param name="text">The text.</param>
    /// <param name="special">Whether special tokens count; else they are text like any other.</param>
    /// <returns>All stretches of the text in order, with the token that each is, if it is one.</returns>
    public IEnumerable<(AlignedText Text, AddedToken? Token)> Split(AlignedText text, bool special)
    {
        var done = 0;
        for (var at = 0; at < text.Length;)
        {
            if (Next(text.Span, at) is not { } found) break;
            var (start, token, length) = found;
            at = start + length;
            if ((token.Special && !special) || (token.SingleWord && InsideWord(text.Span, start, at))) continue;
            while (token.TakesSpaceBefore && start > done && char.IsWhiteSpace(text.Span[start - 1])) start--;
            while (token.TakesSpaceBehind && at < text.Length && char.IsWhiteSpace(text.Span[at])) at++;
            start = Math.Max(start, done);
            if (start > done) yield return (text.Slice(done, start - done), null);
            if (at > start) yield return (text.Slice(start, at - start), token);
            done = at;
        }
        if (done < text.Length) yield return (text.Slice(done, text.Length - done), null);
    }

    private (int Start, AddedToken Token, int Length)? Next(ReadOnlySpan<char> text, int from)
    {
        while (text[from..].IndexOfAny(firsts) is >= 0 and var skip)
        {
            from += skip;
            foreach (var (content, token) in byFirst[text[from]])
                if (text[from..].StartsWith(content)) return (from, token, content.Length);
            from++;
        }
        return null;
    }

    private static bool InsideWord(ReadOnlySpan<char> text, int start, int end)
    {
        Rune.DecodeLastFromUtf16(text[..start], out var before, out _);
        Rune.DecodeFromUtf16(text[end..], out var behind, out _);
        return (start > 0 && CharacterKinds.IsWord(before)) || (end < text.Length && CharacterKinds.IsWord(behind));
    }
}
