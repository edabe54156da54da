using System.Text;
using System.Text.RegularExpressions;

namespace Attention.Tokens.Normalizing;

/// <summary>The changes that tokenizers make to texts, as Hugging Face's tokenizers define them.</summary>
internal static class Normalizers
{
    private const string RemoveIt = "";

    /// <summary>Several changes, one after the other.</summary>
    public static Normalizer Sequence(IReadOnlyList<Normalizer> steps) => text => steps.Aggregate(text, (changed, step) => step(changed));

    /// <summary>Puts a prefix in front of every text that is not empty.</summary>
    public static Normalizer Prepend(string prefix) => text =>
    {
        if (text.Length == 0) return text;
        var changed = new AlignedTextBuilder(text.Length + prefix.Length);
        changed.Add(prefix, text.StartOf(0), text.StartOf(0));
        changed.Add(text);
        return changed.ToText();
    };

    /// <summary>Writes another string in place of one.</summary>
    public static Normalizer Replace(string old, string by) => text =>
    {
        var span = text.Span;
        if (span.IndexOf(old, StringComparison.Ordinal) < 0) return text;
        var changed = new AlignedTextBuilder(text.Length);
        var done = 0;
        while (text.Span[done..].IndexOf(old, StringComparison.Ordinal) is >= 0 and var found)
        {
            changed.Add(text.Slice(done, found));
            changed.Add(by, text.StartOf(done + found), text.EndOf(done + found + old.Length - 1));
            done += found + old.Length;
        }
        changed.Add(text.Slice(done, text.Length - done));
        return changed.ToText();
    };

    /// <summary>Writes another string in place of what a pattern matches.</summary>
    public static Normalizer Replace(Regex pattern, string by) => text =>
    {
        var changed = new AlignedTextBuilder(text.Length);
        var done = 0;
        foreach (var (start, end) in CategoryText.Matches(pattern, text.Span))
        {
            changed.Add(text.Slice(done, start - done));
            changed.Add(by, text.StartOf(start), text.EndOf(end - 1));
            done = end;
        }
        changed.Add(text.Slice(done, text.Length - done));
        return changed.ToText();
    };

    /// <summary>Normalisation form C.</summary>
    public static AlignedText Nfc(AlignedText text) => UnicodeForms.Apply(text, compatibility: false, compose: true);

    /// <summary>Small letters.</summary>
    public static AlignedText Lowercase(AlignedText text) => Each(text, rune =>
        rune.Value == 'İ' ? "i\u0307" : Rune.ToLowerInvariant(rune) is var lower && lower != rune ? lower.ToString() : null);

    /// <summary>Leaves out marks (Mn, Mc, Me).</summary>
    public static AlignedText StripAccents(AlignedText text) => Each(text, rune =>
        CharacterKinds.IsMark(rune) ? RemoveIt : null);

    /// <summary>Leaves out white space at either end.</summary>
    public static Normalizer Strip(bool left, bool right) => text =>
    {
        var (start, end) = (0, text.Length);
        while (left && start < end && char.IsWhiteSpace(text.Span[start])) start++;
        while (right && end > start && char.IsWhiteSpace(text.Span[end - 1])) end--;
        return text.Slice(start, end - start);
    };

    /// <summary>
    /// BERT's changes (Devlin et al. 2019): control characters out, Chinese characters apart, accents out, small letters.
    /// </summary>
    public static Normalizer Bert(bool clean, bool chineseApart, bool stripAccents, bool lowercase) => text =>
    {
        if (clean) text = Each(text, Cleaned);
        if (chineseApart) text = Each(text, rune => CharacterKinds.IsChinese(rune) ? $" {rune} " : null);
        if (stripAccents) text = Each(UnicodeForms.Apply(text, compatibility: false, compose: false), rune =>
            CharacterKinds.IsNonspacingMark(rune) ? RemoveIt : null);
        return lowercase ? Lowercase(text) : text;
    };

    private static string? Cleaned(Rune rune)
    {
        if (rune.Value is '\t' or '\n' or '\r') return " ";
        if (rune.Value is 0 or 0xFFFD || CharacterKinds.IsOther(rune)) return RemoveIt;
        return rune.Value != ' ' && Rune.IsWhiteSpace(rune) ? " " : null;
    }

    /// <summary>Writes another string for each character for which there is one; null leaves it.</summary>
    private static AlignedText Each(AlignedText text, Func<Rune, string?> change)
    {
        var changed = new AlignedTextBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text.Span[i..], out var rune, out var length);
            if (change(rune) is { } other) changed.Add(other, text.StartOf(i), text.EndOf(i + length - 1));
            else changed.Add(text.Slice(i, length));
            i += length;
        }
        return changed.ToText();
    }
}
