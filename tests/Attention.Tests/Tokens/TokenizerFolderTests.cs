using System.Text.Json.Nodes;
using Attention.Tokens;
using static Attention.Tests.Tokens.HuggingFace.SmallTokenizers;

namespace Attention.Tests.Tokens;

public sealed class TokenizerFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, string, string> Damage => new()
    {
        { "normalizer", """{"type":"Nmt"}""", "normalizer: it is 'Nmt', which this course does not read" },
        { "normalizer", """{"type":"Sequence","normalizers":[{"type":"NFC"},{"type":"Precompiled","precompiled_charsmap":"AAAA"}]}""",
            "entry 1 of normalizers of normalizer: it is 'Precompiled'" },
        { "normalizer", """{"type":"Lowercase","locale":"tr"}""", "normalizer: the setting 'locale' is not among" },
        { "pre_tokenizer", """{"type":"UnicodeScripts"}""", "pre_tokenizer: it is 'UnicodeScripts'" },
        { "pre_tokenizer", """{"type":"Split","pattern":{"Regex":"\\p{Han}+"},"behavior":"Isolated","invert":false}""",
            "Regex of pattern of pre_tokenizer: it is '\\p{Han}+'" },
        { "pre_tokenizer", """{"type":"Split","pattern":{"Regex":"a++"},"behavior":"Isolated","invert":false}""", "it is 'a++'" },
        { "pre_tokenizer", """{"type":"Split","pattern":{"String":" "},"behavior":"Doubled","invert":false}""",
            "behavior of pre_tokenizer: it is 'Doubled'" },
        { "post_processor", """{"type":"Roberta2"}""", "post_processor: it is 'Roberta2'" },
        { "post_processor", """{"type":"BertProcessing","sep":["x",9],"cls":["y",9]}""", "no token has the id 9" },
        { "added_tokens", """[{"id":7,"content":"a","special":true}]""", "'a' has the id 7 there and 1 in the vocabulary" },
        { "added_tokens", """[{"id":-1,"content":"new","special":true}]""", "-1 stands where a number of a token, 0 or more is due" },
        { "added_tokens", """[{"id":5,"content":"new","special":true,"stripped":true}]""", "the setting 'stripped'" },
        { "model", """{"type":"WordLevel","vocab":{"a":0},"unk_token":"a"}""", "model: it is 'WordLevel'" },
        { "model", """{"type":"BPE","dropout":0.1,"vocab":{"a":0},"merges":[]}""", "dropout of model: it is 'not 0'" },
        { "model", """{"type":"BPE","end_of_word_suffix":"</w>","vocab":{"a":0},"merges":[]}""",
            "end_of_word_suffix of model: it is '</w>'" },
        { "model", """{"type":"BPE","vocab":{"a":0,"b":0},"merges":[]}""", "the id 0 is given to 'a' and to 'b'" },
        { "model", """{"type":"BPE","vocab":{"a":0,"a":1},"merges":[]}""", "the token 'a' stands there twice, as 0 and 1" },
        { "model", """{"type":"BPE","vocab":{"a":null},"merges":[]}""", "null stands where a number of a token" },
        { "model", """{"type":"BPE","vocab":{"a":-3},"merges":[]}""", "-3 stands where a number of a token" },
        { "model", """{"type":"BPE","vocab":{"a":2000000000},"merges":[]}""", "'a' has the id 2000000000 among 2 tokens" },
        { "model", """{"type":"BPE","vocab":["a"],"merges":[]}""", "vocab of model: [\"a\"] stands where an object { } is due" },
        { "model", """{"type":"BPE","vocab":{"a":0,"b":1},"merges":["a b"]}""",
            "merge 1: 'a b' speaks of 'ab', which the vocabulary has not" },
        { "model", """{"type":"BPE","vocab":{"a":0,"aa":1},"merges":["a a","a a"]}""", "merge 2: 'a a' stands there twice" },
        { "model", """{"type":"BPE","vocab":{"a":0},"merges":["a"]}""", "two tokens with a space between are due" },
        { "model", """{"type":"BPE","merges":[]}""", "model: there is no vocab" },
        { "model", """{"type":"BPE","unk_token":"?","vocab":{"a":0},"merges":[]}""", "unk_token of model: '?' is not in the vocabulary" },
        { "model", """{"type":"Unigram","unk_id":3,"vocab":[["a",-1]]}""", "unk_id of model: it is 3 in a vocabulary of 1" },
        { "model", """{"type":"Unigram","unk_id":0,"vocab":[["a"]]}""", "entry 0 of vocab of model: a token and its score are due" },
        { "model", """{"type":"BPE","vocab":{"\ud83d":0},"merges":[]}""", "half a character" },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Damage), DisableDiscoveryEnumeration = true)]
    public void What_is_not_understood_is_refused_with_file_and_place(string section, string json, string due)
    {
        var whole = Tokenizer(Part("BPE", ("vocab", new JsonObject { ["<s>"] = 0, ["a"] = 1 }), ("merges", new JsonArray())), null,
            (0, "<s>"));
        whole[section] = "HERE";
        File.WriteAllText(folder["tokenizer.json"], whole.ToJsonString().Replace("\"HERE\"", json, StringComparison.Ordinal));
        Refused("tokenizer.json", due);
    }

    [Fact]
    public void A_broken_tokenizer_json_is_named_with_the_line()
    {
        File.WriteAllText(folder["tokenizer.json"], "{\n \"model\": ");
        Refused("tokenizer.json", "it is not whole JSON (line ");
    }

    [Theory]
    [InlineData("""{"a": 0, "b": 1}""", "#version: 0.2\na b\n", "merges.txt, merge 1: 'a b' speaks of 'ab'")]
    [InlineData("""{"a": 0}""", "#version: 0.2\na\n", "merges.txt, line 2: two tokens with a space between are due")]
    [InlineData("""{"a": 0, "b": "x"}""", "", "vocab.json, 'b': \"x\" stands where a number of a token")]
    [InlineData("[]", "", "vocab.json: [] stands where an object { } is due")]
    [InlineData("""{"a": 0}""", null, "merges.txt: there is no such file")]
    public void A_pair_of_vocabulary_and_merges_that_does_not_fit_is_refused(string vocabulary, string? merges, string due)
    {
        File.WriteAllText(folder["vocab.json"], vocabulary);
        if (merges is not null) File.WriteAllText(folder["merges.txt"], merges);
        Refused("", due);
    }

    [Fact]
    public void Another_kind_of_file_is_named()
    {
        Refused("", "it has no tokenizer");
        File.WriteAllText(folder["tokenizer.model"], "");
        Refused("", "its tokenizer is tokenizer.model, which this course does not read");
    }

    [Theory]
    [InlineData("{}", "{}", null)]
    [InlineData("{}", """{"bos_token_id": 1}""", 1)]
    [InlineData("""{"bos_token": "b"}""", """{"bos_token_id": 1}""", 2)]
    [InlineData("""{"bos_token": {"content": "b"}, "add_bos_token": true}""", "{}", 2)]
    [InlineData("""{"bos_token": "b", "add_bos_token": false}""", "{}", null)]
    public void The_start_token_is_what_the_files_name_or_none(string settings, string config, int? bos)
    {
        File.WriteAllText(folder["vocab.json"], """{"a": 0, "<|begin|>": 1, "b": 2}""");
        File.WriteAllText(folder["merges.txt"], "#version: 0.2\n");
        File.WriteAllText(folder["tokenizer_config.json"], settings);
        File.WriteAllText(folder["config.json"], config);
        Assert.Equal(bos, TextTokenizer.FromFolder(folder.Path).Vocabulary.Bos);
    }

    [Fact]
    public void A_class_whose_rules_are_not_known_is_refused_and_Qwen2_is_known()
    {
        File.WriteAllText(folder["vocab.json"], """{"a": 0, "1": 1, "11": 2}""");
        File.WriteAllText(folder["merges.txt"], "#version: 0.2\n1 1\n");
        Assert.Equal([2], Ids("11"));
        File.WriteAllText(folder["tokenizer_config.json"], """{"tokenizer_class": "Qwen2Tokenizer"}""");
        Assert.Equal([1, 1], Ids("11"));    // digits one by one
        File.WriteAllText(folder["tokenizer_config.json"], """{"tokenizer_class": "RobertaTokenizerFast"}""");
        Refused("", "tokenizer_class: vocab.json with merges.txt is of 'RobertaTokenizer'");
    }

    [Fact]
    public void Ids_with_gaps_keep_their_numbers_and_gaps_are_never_drawn()
    {
        File.WriteAllText(folder["vocab.json"], """{"a": 3, "b": 7, "<|endoftext|>": 9}""");
        File.WriteAllText(folder["merges.txt"], "#version: 0.2\n");
        var tokenizer = TextTokenizer.FromFolder(folder.Path);
        Assert.Equal([9, 3, 7, 3], tokenizer.Encode("aba").Ids);
        Assert.Equal([3, 7], tokenizer.Vocabulary.Ordinary);
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.TextOf(4));
    }

    private int[] Ids(string text) => [.. TextTokenizer.FromFolder(folder.Path).Encode(text, bos: false).Tokens.Select(token => token.Id)];

    private void Refused(string file, string due)
    {
        var error = Assert.Throws<TokenizerFileException>(() => TextTokenizer.FromFolder(folder.Path));
        Assert.StartsWith(Path.Combine(folder.Path, file), error.Message, StringComparison.Ordinal);
        Assert.Contains(due, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
