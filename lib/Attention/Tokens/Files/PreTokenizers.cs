using System.Text;
using System.Text.RegularExpressions;
using Attention.Tokens.Normalizing;
using Attention.Tokens.Splitting;

namespace Attention.Tokens.Files;

/// <summary>The section <c>pre_tokenizer</c> of a tokenizer.json, and the rules that classes of tokenizers have by themselves.</summary>
internal static class PreTokenizers
{
    private const string Known = "ByteLevel, Split, Digits, Punctuation, WhitespaceSplit, Metaspace, BertPreTokenizer and Sequence";

    /// <summary>Reads the section.</summary>
    /// <returns>How texts are cut (null for not at all), and whether the model then sees bytes in GPT-2's writing.</returns>
    public static (Splitter? Splitter, bool OverBytes) Read(JsonPart? section)
    {
        if (section is not { } part) return (null, false);
        List<Splitter> steps = [];
        var overBytes = false;
        foreach (var step in Flat(part))
        {
            if (overBytes) throw step.Unknown($"{step.Type} after ByteLevel", "ByteLevel as the last step only");
            steps.AddRange(ReadOne(step));
            overBytes = step.Type == "ByteLevel";
        }
        return (steps.Count > 0 ? Splitters.Sequence(steps) : null, overBytes);
    }

    /// <summary>Byte-level tokenizers whose rules only their class in transformers tells.</summary>
    public static TokenizerParts OfClass(StartSettings settings, TokenizerParts parts)
    {
        Splitter[] space = settings.SpaceInFront ? [text => [Splitters.SpaceInFront(text)]] : [];
        return settings.TokenizerClass switch
        {
            null or "GPT2Tokenizer" =>
                parts with { Splitter = Splitters.Sequence([.. space, Splitters.Pattern(SplitPatterns.Gpt2(), Delimiter.Isolated)]) },
            "Qwen2Tokenizer" => parts with { Splitter = Splitters.Sequence([.. space, Qwen2()]), Normalizer = Normalizers.Nfc },
            var other => throw new TokenizerFileException(settings.File, "tokenizer_class",
                $"vocab.json with merges.txt is of '{other}', whose rules this course knows only from a tokenizer.json; it knows those of "
                    + $"GPT2Tokenizer and Qwen2Tokenizer. Save the tokenizer anew with Hugging Face's save_pretrained."),
        };
    }

    /// <summary>Qwen 2's cuts.</summary>
    public static Splitter Qwen2() => Splitters.Pattern(SplitPatterns.Translate(SplitPatterns.Qwen2)!, Delimiter.Isolated);

    private static IEnumerable<JsonPart> Flat(JsonPart part)
    {
        if (part.Type != "Sequence") return [part];
        part.Only("type", "pretokenizers");
        return part["pretokenizers"].Items().SelectMany(Flat);
    }

    private static IEnumerable<Splitter> ReadOne(JsonPart part)
    {
        switch (part.Type)
        {
            case "ByteLevel":
                part.Only("type", "add_prefix_space", "trim_offsets", "use_regex");
                Splitter[] space = part["add_prefix_space"].Flag ? [text => [Splitters.SpaceInFront(text)]] : [];
                return part.Find("use_regex")?.Flag ?? true ? [.. space, Splitters.Pattern(SplitPatterns.Gpt2(), Delimiter.Isolated)]
                    : space;
            case "Split":
                part.Only("type", "pattern", "behavior", "invert");
                return [Splitters.Pattern(PatternOf(part["pattern"]), DelimiterOf(part["behavior"]), part["invert"].Flag)];
            case "Digits":
                part.Only("type", "individual_digits");
                return [Splitters.Characters(Rune.IsNumber, part["individual_digits"].Flag ? Delimiter.Isolated : Delimiter.Contiguous)];
            case "Punctuation":
                part.Only("type", "behavior");
                return [Splitters.Characters(CharacterKinds.IsPunctuation, part.Find("behavior") is { } behavior ? DelimiterOf(behavior)
                    : Delimiter.Isolated)];
            case "WhitespaceSplit":
                part.Only("type");
                return [Splitters.Characters(Rune.IsWhiteSpace, Delimiter.Removed)];
            case "BertPreTokenizer":
                part.Only("type");
                return Bert;
            case "Metaspace":
                part.Only("type", "replacement", "add_prefix_space", "prepend_scheme", "split", "str_rep");
                return [ReadMetaspace(part)];
            default:
                throw part.Unknown(part.Type, Known);
        }
    }

    /// <summary>BERT's words: between white space, and each sign a word.</summary>
    public static IReadOnlyList<Splitter> Bert { get; } =
    [
        Splitters.Characters(Rune.IsWhiteSpace, Delimiter.Removed),
        Splitters.Characters(CharacterKinds.IsPunctuation, Delimiter.Isolated),
    ];

    private static Splitter ReadMetaspace(JsonPart part)
    {
        var scheme = part.Find("prepend_scheme")?.Text ?? (part.Find("add_prefix_space")?.Flag ?? true ? "always" : "never");
        if (scheme is not ("always" or "first" or "never")) throw part["prepend_scheme"].Unknown(scheme, "always, first and never");
        return Splitters.Metaspace(part["replacement"].Text, scheme != "never", scheme == "first", part.Find("split")?.Flag ?? true);
    }

    private static Regex PatternOf(JsonPart pattern)
    {
        pattern.Only("String", "Regex");
        if (pattern.Find("String") is not { } plain) return NormalizerReader.ReadPattern(pattern["Regex"]);
        if (plain.Text.Length == 0 || plain.Text.Any(char.IsSurrogate))
            throw plain.Unknown(plain.Text, "characters of Unicode's basic plane");
        return new Regex(Regex.Escape(plain.Text), RegexOptions.CultureInvariant);
    }

    private static Delimiter DelimiterOf(JsonPart behavior) =>
        Enum.TryParse<Delimiter>(behavior.Text, out var delimiter) && Enum.IsDefined(delimiter) && !char.IsDigit(behavior.Text[0])
        ? delimiter
        : throw behavior.Unknown(behavior.Text, string.Join(", ", Enum.GetNames<Delimiter>()));
}
