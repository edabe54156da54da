using System.Text.Json.Nodes;
using Attention.Tests.Tokens.HuggingFace;
using Attention.Tokens;

namespace Attention.Tests.Tokens;

public class GgufTokenizerTests
{
    private static readonly string[] SmallTokens = ["<|endoftext|>", .. Enumerable.Range(0, 256).Select(b => ByteLevel.Encode([(byte)b])),
        "th", "the", "34", "12", "123", "45", "456"];

    [Theory]
    [InlineData("gpt2", "gpt-2")]
    [InlineData("smollm", "smollm")]
    [InlineData("llama-bpe", "llama-bpe")]
    [InlineData("qwen2", "qwen2")]
    public void Folder_and_GGUF_of_a_byte_level_model_give_the_same_ids(string kind, string pre)
    {
        var json = SmallTokenizers.Kinds[kind]();
        using var pair = new ReferencePair(json);
        var merges = json["model"]!["merges"]!.AsArray().Select(merge => merge!.GetValue<string>()).ToArray();
        SameIds(pair,
            TextTokenizer.FromGguf(new FakeMetadata([("model", "gpt2"), ("pre", pre), ("merges", merges), .. TokensOf(json),
                ("bos_token_id", kind == "llama-bpe" ? 1504u : 0u)])));
    }

    [Fact]
    public void Folder_and_GGUF_of_a_sentencepiece_model_give_the_same_ids()
    {
        // A GGUF file has scores and no merges; transformers writes all pairs that make a token, the highest score first.
        var json = SmallTokenizers.Kinds["sentencepiece-bpe-llama2"]();
        var ids = json["model"]!["vocab"]!.AsObject().ToDictionary(token => token.Key, token => token.Value!.GetValue<int>());
        var made = json["model"]!["merges"]!.AsArray()
            .Select(merge => merge![0]!.GetValue<string>() + merge[1]!.GetValue<string>()).ToList();
        var scores = new float[ids.Count];
        foreach (var (token, id) in ids) scores[id] = made.IndexOf(token) is >= 0 and var rank ? -rank : -made.Count - id;
        json["model"]!["merges"] = new JsonArray(
            [.. made.SelectMany(token => Enumerable.Range(1, token.Length - 1).Select(cut => (token[..cut], token[cut..])))
            .Where(two => ids.ContainsKey(two.Item1) && ids.ContainsKey(two.Item2)).Select(two => new JsonArray(two.Item1, two.Item2))]);
        using var pair = new ReferencePair(json);
        SameIds(pair,
            TextTokenizer.FromGguf(new FakeMetadata([("model", "llama"), ("scores", scores), .. TokensOf(json), ("bos_token_id", 1u),
                ("unknown_token_id", 0u)])));
    }

    [Fact]
    public void Folder_and_GGUF_of_a_BERT_give_the_same_ids()
    {
        var json = SmallTokenizers.Kinds["wordpiece-uncased"]();
        using var pair = new ReferencePair(json);
        var keys = TokensOf(json).ToList();
        keys[0] = ("tokens",
            ((string[])keys[0].Value).Select(token => token.StartsWith("##", StringComparison.Ordinal) && token.Length > 2
                ? token[2..]
                : token is ['[', _, .., ']'] ? token : "▁" + token).ToArray());
        Assert.Contains("normalizer.lowercase",
            Assert.Throws<TokenizerFileException>(() => TextTokenizer.FromGguf(new FakeMetadata([("model", "bert"), .. keys]))).Message,
            StringComparison.Ordinal);
        SameIds(pair,
            TextTokenizer.FromGguf(new FakeMetadata([("model", "bert"), .. keys, ("normalizer.lowercase", true), ("cls_token_id", 2u),
                ("seperator_token_id", 3u), ("unknown_token_id", 1u)])));
    }

    [Theory]
    [InlineData("smollm", new[] { "t h", "th e" }, "the cat sat on the mat, the cat.",
        "0 258 33 100 98 117 33 116 98 117 33 112 111 33 258 33 110 98 117 45 33 258 33 100 98 117 47")]
    [InlineData("llama-bpe", new[] { "3 4", "1 2", "12 3", "4 5", "45 6" }, "the cat sat on the mat, the cat.",
        "0 258 33 100 98 117 33 116 98 117 33 112 111 33 117 105 102 33 110 98 117 45 33 117 105 102 33 100 98 117 47")]
    [InlineData("llama-bpe", new[] { "3 4", "1 2", "12 3", "4 5", "45 6" }, "123456", "0 261 263")]
    public void Ids_are_those_of_llama_cpp(string pre, string[] merges, string text, string ids) =>
        Assert.Equal(ids, string.Join(' ', Small(("pre", pre), ("merges", merges)).Encode(text).Ids));

    [Fact]
    public void A_merge_of_an_unknown_token_is_skipped_as_by_llama_cpp() =>
        Assert.Equal("0 258 33 114 123",
            string.Join(' ', Small(("pre", "smollm"), ("merges", new[] { "t h", "q z", "th e" })).Encode("the qz").Ids));

    [Theory]
    [InlineData("pre", "no-such-rules", "tokenizer.ggml.pre: it is 'no-such-rules'")]
    [InlineData("model", "rwkv", "tokenizer.ggml.model: it is 'rwkv'")]
    [InlineData("bos_token_id", 4_000_000_000u, "tokenizer.ggml.bos_token_id: it is 4000000000 in a vocabulary of 264")]
    [InlineData("token_type", new[] { 3, 1 }, "tokenizer.ggml.token_type: it has 2 entries for 264 tokens")]
    [InlineData("tokens", new[] { "a", "b", "a" }, "the token 'a' stands there twice, as 0 and 2")]
    [InlineData("tokens", new[] { "a", "" }, "token 1 is empty")]
    [InlineData("tokens", new string[0], "it has no tokens")]
    public void What_is_not_understood_is_refused_by_name(string key, object value, string due)
    {
        var error = Assert.Throws<TokenizerFileException>(() => Small((key, value)));
        Assert.StartsWith("model.gguf, ", error.Message, StringComparison.Ordinal);
        Assert.Contains(due, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_start_token_is_what_the_keys_say()
    {
        (string, object) merges = ("merges", Array.Empty<string>()), bos = ("bos_token_id", 5u);
        // <|endoftext|>, unless another is added to every text
        Assert.Equal(0, Small(bos).Vocabulary.Bos);
        Assert.Equal(5, Small(bos, ("add_bos_token", true)).Vocabulary.Bos);
        (string, object) letters = ("tokens", SmallTokens.Select(token => token == "<|endoftext|>" ? "<s>" : token).ToArray());
        Assert.Equal(5, Small(bos, letters, merges).Vocabulary.Bos);
        Assert.Null(Small(bos, letters, ("add_bos_token", false)).Vocabulary.Bos);
    }

    private static TextTokenizer Small(params (string Key, object Value)[] more) =>
        TextTokenizer.FromGguf(new FakeMetadata(new (string, object)[]
        {
            ("model", "gpt2"), ("pre", "gpt-2"), ("merges", Array.Empty<string>()), ("tokens", SmallTokens), ("bos_token_id", 0u),
            ("token_type", (int[])[3, .. Enumerable.Repeat(1, SmallTokens.Length - 1)]),
        }.Where(entry => more.All(other => other.Key != entry.Item1)
            && !(entry.Item1 == "token_type" && more.Any(other => other.Key == "tokens"))).Concat(more)));

    private static void SameIds(ReferencePair folder, TextTokenizer gguf)
    {
        foreach (var text in StringsOfAllKinds.Some(500, seed: 8).Concat(SmallTokenizers.CourseLines().Take(100)))
        {
            Assert.Equal(folder.Theirs(text), folder.OurIds(text));
            Assert.Equal(folder.Theirs(text), gguf.Encode(text, bos: false).Tokens.Select(token => token.Id));
            Assert.Equal(folder.Ours.Encode(text).Tokens, gguf.Encode(text).Tokens);
        }
    }

    private static IEnumerable<(string Key, object Value)> TokensOf(JsonObject tokenizer)
    {
        var ids = tokenizer["model"]!["vocab"]!.AsObject().OrderBy(token => token.Value!.GetValue<int>())
            .Select(token => token.Key).ToArray();
        var added = tokenizer["added_tokens"]!.AsArray().Select(token => token!["content"]!.GetValue<string>()).ToHashSet();
        yield return ("tokens", ids);
        yield return ("token_type",
            ids.Select(token => token == "<unk>" ? 2 : added.Contains(token) ? 3 : token is ['<', '0', 'x', ..] ? 6 : 1).ToArray());
    }
}
