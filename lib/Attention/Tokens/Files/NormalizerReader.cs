using System.Text.RegularExpressions;
using Attention.Tokens.Normalizing;
using Attention.Tokens.Splitting;

namespace Attention.Tokens.Files;

/// <summary>The section <c>normalizer</c> of a tokenizer.json.</summary>
internal static class NormalizerReader
{
    private const string Known = "NFC, NFD, NFKC, NFKD, Lowercase, Strip, StripAccents, Replace, Prepend, BertNormalizer and Sequence";

    public static Normalizer? Read(JsonPart? section) => section is { } part ? ReadOne(part) : null;

    private static Normalizer ReadOne(JsonPart part)
    {
        switch (part.Type)
        {
            case "Sequence":
                part.Only("type", "normalizers");
                return Normalizers.Sequence([.. part["normalizers"].Items().Select(ReadOne)]);
            case "NFC" or "NFD" or "NFKC" or "NFKD":
                part.Only("type");
                var form = part.Type;
                return text => UnicodeForms.Apply(text, form.Contains('K'), form[^1] == 'C');
            case "Lowercase":
                part.Only("type");
                return Normalizers.Lowercase;
            case "StripAccents":
                part.Only("type");
                return Normalizers.StripAccents;
            case "Strip":
                part.Only("type", "strip_left", "strip_right");
                return Normalizers.Strip(part["strip_left"].Flag, part["strip_right"].Flag);
            case "Prepend":
                part.Only("type", "prepend");
                return Normalizers.Prepend(part["prepend"].Text);
            case "Replace":
                part.Only("type", "pattern", "content");
                return ReadReplace(part);
            case "BertNormalizer":
                part.Only("type", "clean_text", "handle_chinese_chars", "strip_accents", "lowercase");
                var lowercase = part["lowercase"].Flag;
                return Normalizers.Bert(part["clean_text"].Flag, part["handle_chinese_chars"].Flag, part.Find("strip_accents")?.Flag
                    ?? lowercase, lowercase);
            default:
                throw part.Unknown(part.Type, Known);
        }
    }

    private static Normalizer ReadReplace(JsonPart part)
    {
        var (pattern, by) = (part["pattern"], part["content"].Text);
        pattern.Only("String", "Regex");
        if (pattern.Find("String") is { } plain) return plain.Text.Length > 0 ? Normalizers.Replace(plain.Text, by)
            : throw plain.Wrong("nothing is given to replace");
        return Normalizers.Replace(ReadPattern(pattern["Regex"]), by);
    }

    /// <summary>A pattern that means the same here as in Hugging Face's tokenizers.</summary>
    public static Regex ReadPattern(JsonPart pattern) => SplitPatterns.Translate(pattern.Text)
        ?? throw pattern.Unknown(pattern.Text, "patterns of categories such as \\p{L}, \\s, signs, groups, classes and greedy repetition");
}
