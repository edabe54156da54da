using System.Text;
using System.Text.RegularExpressions;
using Attention.Tokens.Normalizing;

namespace Attention.Tokens.Splitting;

/// <summary>The rules by which tokenizers cut texts, as Hugging Face's tokenizers define them.</summary>
internal static class Splitters
{
    /// <summary>Several rules, each applied to the pieces of the one before.</summary>
    public static Splitter Sequence(IReadOnlyList<Splitter> steps) =>
        steps.Count == 1 ? steps[0] : text => steps.Aggregate(Enumerable.Repeat(text, 1), (pieces, step) => pieces.SelectMany(piece =>
            step(piece)));

    /// <summary>Cuts where a pattern matches.</summary>
    /// <param name="pattern">The pattern, for <see cref="CategoryText"/>.</param>
    /// <param name="delimiter">What becomes of the matches.</param>
    /// <param name="invert">Whether what does not match counts as match, and the other way round.</param>
    public static Splitter Pattern(Regex pattern, Delimiter delimiter, bool invert = false) => text =>
    {
        List<(int Start, int End, bool Match)> parts = [];
        var done = 0;
        foreach (var (start, end) in CategoryText.Matches(pattern, text.Span))
        {
            if (start > done) parts.Add((done, start, invert));
            parts.Add((start, end, !invert));
            done = end;
        }
        if (done < text.Length) parts.Add((done, text.Length, invert));
        return Pieces(text, parts, delimiter);
    };

    /// <summary>Cuts at characters of a kind.</summary>
    public static Splitter Characters(Func<Rune, bool> kind, Delimiter delimiter) => text =>
    {
        List<(int Start, int End, bool Match)> parts = [];
        for (var i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text.Span[i..], out var rune, out var length);
            var match = kind(rune);
            if (!match && parts.Count > 0 && !parts[^1].Match) parts[^1] = parts[^1] with { End = i + length };
            else parts.Add((i, i + length, match));
            i += length;
        }
        return Pieces(text, parts, delimiter);
    };

    /// <summary>Sentencepiece's spaces: each becomes a mark, one is put in front, and pieces begin with it.</summary>
    /// <param name="mark">The mark, commonly ▁.</param>
    /// <param name="prepend">Whether a text that does not begin with a mark gets one.</param>
    /// <param name="onlyFirst">Whether only the beginning of the whole text gets it.</param>
    /// <param name="split">Whether the text is cut at all.</param>
    public static Splitter Metaspace(string mark, bool prepend, bool onlyFirst, bool split)
    {
        var (replace, inFront) = (Normalizers.Replace(" ", mark), Normalizers.Prepend(mark));
        var cut = Characters(rune => rune.ToString() == mark, Delimiter.MergedWithNext);
        return text =>
        {
            text = replace(text);
            if (prepend && text.Length > 0 && !text.Span.StartsWith(mark) && (!onlyFirst || text.StartOf(0) == 0)) text = inFront(text);
            return split ? cut(text) : [text];
        };
    }

    /// <summary>A space in front of a text that has none, as some byte-level tokenizers want it.</summary>
    public static AlignedText SpaceInFront(AlignedText text) =>
        text.Length > 0 && text.Span[0] == ' ' ? text : Normalizers.Prepend(" ")(text);

    private static IEnumerable<AlignedText> Pieces(AlignedText text, List<(int Start, int End, bool Match)> parts, Delimiter delimiter)
    {
        var kept = delimiter switch
        {
            Delimiter.Isolated => parts,
            Delimiter.Removed => parts.Where(part => !part.Match),
            Delimiter.Contiguous => Joined(parts, (before, part) => before.Match == part.Match),
            Delimiter.MergedWithPrevious => Joined(parts, (before, part) => part.Match && !before.Match),
            _ => Joined(parts, (before, part) => before.Match && !part.Match),
        };
        return kept.Select(part => text.Slice(part.Start, part.End - part.Start));
    }

    /// <summary>Neighbours put together; what the last one was decides about the next.</summary>
    private static IEnumerable<(int Start, int End, bool Match)> Joined(
        List<(int Start, int End, bool Match)> parts, Func<(int, int, bool Match), (int, int, bool Match), bool> join)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            var first = i;
            while (i + 1 < parts.Count && join(parts[i], parts[i + 1])) i++;
            yield return (parts[first].Start, parts[i].End, parts[i].Match);
        }
    }
}
