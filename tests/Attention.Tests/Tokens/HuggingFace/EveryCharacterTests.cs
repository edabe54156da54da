using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ByteLevelWriting = Attention.Tokens.ByteLevel;
using static Attention.Tests.Tokens.HuggingFace.SmallTokenizers;

namespace Attention.Tests.Tokens.HuggingFace;

/// <summary>Each step of a tokenizer does with each of Unicode's characters what Hugging Face's own does.</summary>
public class EveryCharacterTests
{
    private const int OneOf = 64;       // code points without a meaning that are tried all the same

    private static readonly Dictionary<string, Func<JsonObject>> Steps = new()
    {
        ["NFC"] = () => Normalizing(Part("NFC")),
        ["NFD"] = () => Normalizing(Part("NFD")),
        ["NFKC"] = () => Normalizing(Part("NFKC")),
        ["NFKD"] = () => Normalizing(Part("NFKD")),
        ["Lowercase"] = () => Normalizing(Part("Lowercase")),
        ["StripAccents"] = () => Normalizing(Part("StripAccents")),
        ["Bert"] = () =>
            Normalizing(Part("BertNormalizer", ("clean_text", true), ("handle_chinese_chars", true), ("strip_accents", null),
                ("lowercase", true))),
        ["GPT-2 pattern"] = () => Tokenizer(Bytes(merged: true), ByteLevel(useRegex: true)),
        ["Llama 3 pattern"] = () => Cutting(Split(Llama3Pattern)),
        ["Digits"] = () => Cutting(Part("Digits", ("individual_digits", true))),
        ["Punctuation"] = () => Cutting(Part("Punctuation", ("behavior", "Isolated"))),
        ["WhitespaceSplit"] = () => Cutting(Part("WhitespaceSplit")),
    };

    // Letters and digits of Unicode 17, which .NET knows and Hugging Face's tokenizers do not.
    private static readonly int[] NewestLetters = [0xA7CE, 0xA7D2, 0xA7D4, .. Enumerable.Range(0x16EA0, 0x19),
        .. Enumerable.Range(0x11DE0, 10), 0x16FF4, 0x16FF5, 0x16FF6];

    public static TheoryData<string> Names => [.. Steps.Keys];

    /// <summary>All that Unicode has given a meaning.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Every_character_comes_out_as_with_Hugging_Face(string step) =>
        AssertSame(step, CodePoints.Where(code => IsAssigned(code) || code % OneOf == 0));

    /// <summary>A million in which Unicode has nothing yet, or what each makes of it, are all alike.</summary>
    [Theory(Explicit = true)]
    [MemberData(nameof(Names))]
    public void Every_code_point_comes_out_as_with_Hugging_Face(string step) => AssertSame(step, CodePoints);

    private static IEnumerable<int> CodePoints => Enumerable.Range(1, 0x10FFFF).Where(Rune.IsValid).Except(NewestLetters);

    private static bool IsAssigned(int code) =>
        CharUnicodeInfo.GetUnicodeCategory(code) is not (UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);

    private static void AssertSame(string step, IEnumerable<int> codePoints)
    {
        using var pair = new ReferencePair(Steps[step]());
        List<int> different = [];
        foreach (var some in codePoints.Chunk(256))
        {
            if (Same(pair, some)) continue;
            different.AddRange(some.Where(code => !Same(pair, [code])));
        }
        Assert.True(different.Count == 0,
            $"{different.Count} differ: {string.Join(' ', different.Take(400).Select(code => code.ToString("X")))}");
    }

    private static bool Same(ReferencePair pair, int[] codes)
    {
        var text = string.Concat(codes.Select(code =>
            $"b{new Rune(code)}b{new Rune(code)}{new Rune(code)} {new Rune(code)}\u0304{new Rune(code)}\u0334"));
        return pair.Theirs(text).SequenceEqual(pair.OurIds(text));
    }

    /// <summary>Bytes only, so that the ids are the normalised text.</summary>
    private static JsonObject Normalizing(JsonObject normalizer) =>
        With(Tokenizer(Bytes(merged: false), ByteLevel(useRegex: false)), "normalizer", normalizer);

    /// <summary>Bytes that merge with a b or a space at either side, so that the ids show the cuts there.</summary>
    private static JsonObject Cutting(JsonObject splitter) =>
        Tokenizer(Bytes(merged: true), Sequence(splitter, ByteLevel(useRegex: false)));

    private static JsonObject Bytes(bool merged)
    {
        string[] bytes = [.. Enumerable.Range(0, 256).Select(b => ByteLevelWriting.Encode([(byte)b]))];
        List<(string Left, string Right)> merges = merged
            ? [.. bytes.SelectMany(b => new[] { ("b", b), (b, "b"), ("\u0120", b), (b, "\u0120") }).Distinct()]
            : [];
        return Part("BPE", ("vocab", Ids(bytes.Concat(merges.Select(merge => merge.Left + merge.Right)).Distinct())),
            ("merges", new JsonArray([.. merges.Select(merge => JsonValue.Create($"{merge.Left} {merge.Right}"))])));
    }
}
