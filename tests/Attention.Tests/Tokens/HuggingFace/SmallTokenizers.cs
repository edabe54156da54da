using System.Text.Json.Nodes;
using Attention.Models;
using Attention.Training;

namespace Attention.Tests.Tokens.HuggingFace;

/// <summary>A small tokenizer.json of each kind, its vocabulary learned from the course's texts and from strings of many scripts.</summary>
internal static class SmallTokenizers
{
    public const string Llama3Pattern =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
    public const string Qwen2Pattern =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
    private static readonly Lazy<string[]> Texts = new(() => [.. CourseLines().Take(400), .. StringsOfAllKinds.Some(300, seed: 11)]);

    // whole words of Llama's kind, which no merges lead to
    private static readonly string[] Unlearned = ["zyxwvut", "qjxqjx", "QqqX", "春夏"];
    private static readonly Lazy<Attention.Tokens.Vocabulary> Bytes =
        new(() => BytePairTrainer.Train(Texts.Value
            .Select(text => Unlearned.Aggregate(text, (rest, word) => rest.Replace(word, "", StringComparison.Ordinal))), 1500));
    private static readonly Lazy<(List<string> Pieces,
        List<(string Left, string Right)> Merges)> Characters = new(() => CharacterPairs.Train(Texts.Value, 400));

    public static IReadOnlyDictionary<string, Func<JsonObject>> Kinds { get; } = new Dictionary<string, Func<JsonObject>>
    {
        ["gpt2"] = () => BytePairs(ByteLevel(useRegex: true)),
        ["smollm"] = () => BytePairs(Sequence(Part("Digits", ("individual_digits", true)), ByteLevel(useRegex: true))),
        ["llama-bpe"] = LlamaBpe,
        ["qwen2"] = () => With(BytePairs(Sequence(Split(Qwen2Pattern), ByteLevel(useRegex: false))), "normalizer", Part("NFC")),
        ["sentencepiece-bpe-llama2"] = () => With(With(SentencepieceBpe(), "normalizer", PrependAndReplace()), "post_processor",
            Template("<s>", 1)),
        ["sentencepiece-bpe-metaspace"] = () => With(SentencepieceBpe(), "pre_tokenizer", Metaspace("first", split: false)),
        ["unigram"] = () => With(Unigram(bytes: false), "pre_tokenizer", Metaspace("always", split: true)),
        ["unigram-bytes-nfkc"] = () => With(With(Unigram(bytes: true), "pre_tokenizer", Metaspace("always", split: true)), "normalizer",
            Part("NFKC")),
        ["wordpiece-uncased"] = () => WordPiece(lowercase: true),
        ["wordpiece-cased"] = () => WordPiece(lowercase: false),
    };

    public static IEnumerable<string> CourseLines() => new[] { "glosses.txt", "narratives.txt" }
        .SelectMany(file => File.ReadLines(Path.Combine(Catalogue.DataFolder(), "texts", file)).Where(line => line.Length > 0)
            .Where((_, i) => i % 7 == 0));

    public static JsonObject Part(string type, params (string Name, JsonNode? Value)[] settings)
    {
        var part = new JsonObject { ["type"] = type };
        foreach (var (name, value) in settings) part[name] = value;
        return part;
    }

    public static JsonObject With(JsonObject tokenizer, string section, JsonNode? value)
    {
        tokenizer[section] = value;
        return tokenizer;
    }

    public static JsonObject Tokenizer(JsonObject model, JsonObject? pre, params (int Id, string Content)[] special) => new()
    {
        ["version"] = "1.0",
        ["truncation"] = null,
        ["padding"] = null,
        ["added_tokens"] = new JsonArray([.. special.Select(token => Added(token.Id, token.Content, special: true))]),
        ["normalizer"] = null,
        ["pre_tokenizer"] = pre,
        ["post_processor"] = null,
        ["decoder"] = null,
        ["model"] = model,
    };

    public static JsonObject Added(int id, string content, bool special, bool normalized = false, bool singleWord = false,
        bool left = false, bool right = false) => new()
        {
            ["id"] = id,
            ["content"] = content,
            ["single_word"] = singleWord,
            ["lstrip"] = left,
            ["rstrip"] = right,
            ["normalized"] = normalized,
            ["special"] = special,
        };

    public static JsonObject ByteLevel(bool useRegex, bool space = false) =>
        Part("ByteLevel", ("add_prefix_space", space), ("trim_offsets", true), ("use_regex", useRegex));

    public static JsonObject Split(string pattern, string behavior = "Isolated", bool invert = false) =>
        Part("Split", ("pattern", new JsonObject { ["Regex"] = pattern }), ("behavior", behavior), ("invert", invert));

    public static JsonObject Sequence(params JsonObject[] steps) => Part("Sequence", ("pretokenizers", new JsonArray([.. steps])));

    public static JsonObject Metaspace(string scheme, bool split) =>
        Part("Metaspace", ("replacement", "▁"), ("prepend_scheme", scheme), ("split", split));

    public static JsonObject PrependAndReplace() => Part("Sequence", ("normalizers", new JsonArray(
        Part("Prepend", ("prepend", "▁")), Part("Replace", ("pattern", new JsonObject { ["String"] = " " }), ("content", "▁")))));

    public static JsonObject Template(string token, int id) => Part("TemplateProcessing",
        ("single", new JsonArray(Special(token), SequenceA())),
        ("pair", new JsonArray(Special(token), SequenceA())),
        ("special_tokens",
            new JsonObject
            {
                [token] = new JsonObject
                {
                    ["id"] = token,
                    ["ids"] = new JsonArray(id),
                    ["tokens"] = new JsonArray(token)
                }
            }));

    public static JsonObject Special(string token) => new() { ["SpecialToken"] = new JsonObject { ["id"] = token, ["type_id"] = 0 } };

    public static JsonObject SequenceA() => new() { ["Sequence"] = new JsonObject { ["id"] = "A", ["type_id"] = 0 } };

    public static JsonObject BytePairs(JsonObject pre, bool wholeFirst = false, IEnumerable<string>? moreTokens = null) =>
        Tokenizer(BytePairModel(Bytes.Value.Tokens.Concat(moreTokens ?? []), Bytes.Value.Merges, wholeFirst), pre,
            (0, BytePairTrainer.EndOfText));

    /// <summary>A byte-level tokenizer that exists, as a tokenizer.json.</summary>
    public static JsonObject OfVocabulary(Attention.Tokens.Vocabulary vocabulary, bool digitsApart)
    {
        var bytes = ByteLevel(useRegex: true);
        return Tokenizer(BytePairModel(vocabulary.Tokens, vocabulary.Merges, wholeFirst: false),
            digitsApart ? Sequence(Part("Digits", ("individual_digits", true)), bytes) : bytes,
            [.. vocabulary.Special.Select(id => (id, vocabulary.Tokens[id]))]);
    }

    private static JsonObject BytePairModel(IEnumerable<string> tokens, IEnumerable<string> merges, bool wholeFirst) =>
        Part("BPE", ("dropout", null), ("unk_token", null), ("fuse_unk", false), ("byte_fallback", false), ("ignore_merges", wholeFirst),
            ("vocab", Ids(tokens)), ("merges", new JsonArray([.. merges.Select(merge => JsonValue.Create(merge))])));

    /// <summary>With words that no merges lead to, as Llama 3 has them, and a start token.</summary>
    private static JsonObject LlamaBpe()
    {
        string[] whole = ["Ġzyxwvut", "qjxqjx", "ĠQqqX", "Ġæĺ¥å¤ı"];
        var tokenizer = BytePairs(Sequence(Split(Llama3Pattern), ByteLevel(useRegex: false)), wholeFirst: true,
            [.. whole, "<|begin_of_text|>"]);
        tokenizer["added_tokens"]!.AsArray().Add(Added(1504, "<|begin_of_text|>", special: true));
        return With(tokenizer, "post_processor",
            Part("Sequence", ("processors", new JsonArray(ByteLevel(useRegex: true), Template("<|begin_of_text|>", 1504)))));
    }

    private static JsonObject SentencepieceBpe()
    {
        var (pieces, merges) = Characters.Value;
        string[] tokens = ["<unk>", "<s>", "</s>", .. Enumerable.Range(0, 256).Select(b => $"<0x{b:X2}>"), .. pieces];
        var model = Part("BPE", ("dropout", null), ("unk_token", "<unk>"), ("fuse_unk", true), ("byte_fallback", true),
            ("ignore_merges", false),
            ("vocab", Ids(tokens)), ("merges", new JsonArray([.. merges.Select(merge => new JsonArray(merge.Left, merge.Right))])));
        return Tokenizer(model, null, (0, "<unk>"), (1, "<s>"), (2, "</s>"));
    }

    private static JsonObject Unigram(bool bytes)
    {
        var counts = CharacterPairs.Words(Texts.Value).SelectMany(Stretches).CountBy(stretch => stretch).ToList();
        var total = counts.Sum(count => (double)count.Value);
        var pieces = counts.Where(count => count.Value > 2).OrderByDescending(count => count.Value * count.Key.Length)
            .ThenBy(count => count.Key, StringComparer.Ordinal).Take(2500);
        IEnumerable<(string, double)> all = [("<unk>", 0), ("<s>", 0),
            .. bytes ? Enumerable.Range(0, 256).Select(b => ($"<0x{b:X2}>", 0.0)) : [],
            .. pieces.Select(piece => (piece.Key, Math.Log(piece.Value / total)))];
        var model = Part("Unigram", ("unk_id", 0),
            ("vocab", new JsonArray([.. all.Select(piece => new JsonArray(piece.Item1, piece.Item2))])), ("byte_fallback", bytes));
        return Tokenizer(model, null, (0, "<unk>"), (1, "<s>"));

        static IEnumerable<string> Stretches(string word) =>
            from start in Enumerable.Range(0, word.Length)
            from length in Enumerable.Range(1, Math.Min(7, word.Length - start))
            let stretch = word.Substring(start, length)
            where !stretch.StartsWith('<') && !char.IsLowSurrogate(stretch[0]) && !char.IsHighSurrogate(stretch[^1])
            select stretch;
    }

    private static JsonObject WordPiece(bool lowercase)
    {
        var words = Texts.Value
            .SelectMany(text => (lowercase ? text.ToLowerInvariant() : text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(word => word.Length < 12).ToList();
        var characters = words.SelectMany(word => word.EnumerateRunes()).CountBy(rune => rune.ToString()).Where(count => count.Value > 3)
            .Select(count => count.Key).Order(StringComparer.Ordinal).ToList();
        var starts = words.SelectMany(word => new[] { word, word[..(word.Length / 2)] }).CountBy(word => word)
            .OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).Take(1200)
            .Select(count => count.Key);
        var ends = words.SelectMany(word => new[] { word[(word.Length / 2)..], word[^1..] }).CountBy(word => word)
            .OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).Take(800)
            .Select(count => "##" + count.Key);
        IEnumerable<string> tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]",
            .. characters.Concat(characters.Select(c => "##" + c)).Concat(starts).Concat(ends)
                .Where(token => token is not ("" or ['[', ..])).Distinct().Where(IsWhole)];
        var model = Part("WordPiece", ("unk_token", "[UNK]"), ("continuing_subword_prefix", "##"), ("max_input_chars_per_word", 100),
            ("vocab", Ids(tokens)));
        var tokenizer = Tokenizer(model, Part("BertPreTokenizer"), (0, "[PAD]"), (1, "[UNK]"), (2, "[CLS]"), (3, "[SEP]"));
        tokenizer["normalizer"] = Part("BertNormalizer", ("clean_text", true), ("handle_chinese_chars", true), ("strip_accents", null),
            ("lowercase", lowercase));
        tokenizer["post_processor"] = Part("BertProcessing", ("sep", new JsonArray("[SEP]", 3)), ("cls", new JsonArray("[CLS]", 2)));
        return tokenizer;

        static bool IsWhole(string token) => token.Trim('#').Length > 0 && !token.Any(char.IsSurrogate);
    }

    public static JsonObject Ids(IEnumerable<string> tokens)
    {
        var ids = new JsonObject();
        foreach (var (id, token) in tokens.Index()) ids[token] = id;
        return ids;
    }
}
