// What the metadata of a GGUF file leave out (rules of splitting, normalisation) is known by the names in tokenizer.ggml.model and
// tokenizer.ggml.pre; a name that is not known here is refused, as llama.cpp does.
using Attention.Tokens.Algorithms;
using Attention.Tokens.Normalizing;
using Attention.Tokens.Splitting;

namespace Attention.Tokens.Files;

/// <summary>Reads the tokenizer in a GGUF file.</summary>
internal static class GgufTokenizer
{
    private const int UnknownType = 2, ControlType = 3, UserDefinedType = 4, ByteType = 6;    // tokenizer.ggml.token_type

    public static TokenizerParts Read(GgufKeys keys) => keys.Text("model") switch
    {
        "gpt2" => ReadBytePairs(keys),
        "llama" => ReadSentencepiece(keys),
        "bert" => ReadWordPieces(keys),
        var other => throw keys.Unknown("model", other, "gpt2 (byte-level BPE), llama (sentencepiece BPE) and bert (WordPiece)"),
    };

    private static TokenizerParts ReadBytePairs(GgufKeys keys)
    {
        var (table, types) = ReadTokens(keys, (token, _) => token);
        var (splitter, rules) = RulesOf(keys);
        var merges = keys.Texts("merges");
        var ids = table.Ids;
        return new TokenizerParts
        {
            Vocabulary = VocabularyOf(keys, table, types, rules.AddsBos) with { Merges = merges },
            Added = AddedOf(table, types),
            Normalizer = rules.Nfc ? Normalizers.Nfc : null,
            Splitter = splitter,
            Algorithm = new BytePairs(ids, MergeTable.FromPairs(merges, ids)) { OverBytes = true, WholeFirst = rules.WholeFirst },
            Writing = TokenWriting.Bytes,
        };
    }

    /// <summary>
    /// The rules behind the names of <c>tokenizer.ggml.pre</c>. Qwen 2's model normalises (NFC), which llama.cpp leaves out.
    /// </summary>
    private static (Splitter Splitter, (bool WholeFirst, bool AddsBos, bool Nfc) Rules) RulesOf(GgufKeys keys)
    {
        var name = keys.Text("pre");
        var gpt2 = Splitters.Pattern(SplitPatterns.Gpt2(), Delimiter.Isolated);
        return name switch
        {
            "gpt-2" or "phi-2" => (gpt2, default),
            "smollm" or "starcoder" or "codeshell" or "refact" =>
                (Splitters.Sequence([Splitters.Characters(System.Text.Rune.IsNumber, Delimiter.Isolated), gpt2]), default),
            "llama-bpe" or "llama3" or "llama-v3" => (Pattern(SplitPatterns.Llama3), (true, true, false)),
            "qwen2" or "deepseek-r1-qwen" => (Pattern(SplitPatterns.Qwen2), (false, false, true)),
            "default" or null => (Splitters.Sequence([.. SplitPatterns.LlamaCppDefault.Select(Pattern)]), default),
            _ => throw keys.Unknown("pre", name, "gpt-2, smollm, starcoder, llama-bpe, qwen2 and default"),
        };
    }

    private static Splitter Pattern(string pattern) => Splitters.Pattern(SplitPatterns.Translate(pattern)!, Delimiter.Isolated);

    private static TokenizerParts ReadSentencepiece(GgufKeys keys)
    {
        var (table, types) = ReadTokens(keys, (token, _) => token);
        var scores = keys.Scores(types.Length);
        var plain = table.Ids.Where(token => types[token.Value] is not (ControlType or UnknownType)).ToDictionary(StringComparer.Ordinal);
        // <0x0A> in a text is no line end
        var merging = plain.Where(token => types[token.Value] != ByteType).ToDictionary(StringComparer.Ordinal);
        List<Normalizer> steps = [Normalizers.Replace(" ", "▁")];
        if (keys.Flag("add_space_prefix") ?? true) steps.Insert(0, Normalizers.Prepend("▁"));
        return new TokenizerParts
        {
            Vocabulary = VocabularyOf(keys, table, types, addsBos: true),
            Added = AddedOf(table, types),
            Normalizer = Normalizers.Sequence(steps),
            Algorithm = new BytePairs(plain, MergeTable.FromScores(merging, scores))
            {
                OverBytes = false,
                BytesForUnknown = true,
                Unknown = keys.Id("unknown_token_id", types.Length) ?? 0,
                FuseUnknown = true,
            },
            Writing = TokenWriting.Sentencepiece,
        };
    }

    private static TokenizerParts ReadWordPieces(GgufKeys keys)
    {
        var (table, types) = ReadTokens(keys, WithContinuation);
        var capitals = table.Ids.Any(token =>
            types[token.Value] is not (ControlType or UnknownType) && token.Key[0] != '[' && token.Key.Any(char.IsUpper));
        var lowercase = keys.Flag("normalizer.lowercase") ?? (capitals
            ? throw keys.Unknown("normalizer.lowercase", "missing", "vocabularies with capital letters where it is there") : true);
        var unknown = keys.Id("unknown_token_id", types.Length) ?? (table.Ids.TryGetValue("[UNK]", out var id) ? id
            : throw keys.Unknown("unknown_token_id", "missing", "vocabularies with a token for unknown words"));
        return new TokenizerParts
        {
            Vocabulary = VocabularyOf(keys, table, types, addsBos: true) with
            {
                Bos = keys.Id("cls_token_id", types.Length) ?? keys.Id("bos_token_id", types.Length),
                Eos = keys.Id("seperator_token_id", types.Length) ?? keys.Id("eos_token_id", types.Length),    // spelt so in the format
            },
            Added = AddedOf(table, types),
            Normalizer = Normalizers.Bert(clean: true, chineseApart: true, keys.Flag("normalizer.strip_accents") ?? lowercase, lowercase),
            Splitter = Splitters.Sequence(PreTokenizers.Bert),
            Algorithm = new WordPiece(table.Ids) { Unknown = unknown },
            Writing = TokenWriting.WordPieces,
        };
    }

    /// <summary>GGUF marks the beginnings of words with ▁ where BERT marks what continues them with ##.</summary>
    private static string WithContinuation(string token, int type) =>
        type is ControlType or UnknownType || token is ['[', _, .., ']'] ? token
        : token is ['▁', _, ..] ? token[1..]
        : "##" + token;

    private static (TokenTable Table, int[] Types) ReadTokens(GgufKeys keys, Func<string, int, string> write)
    {
        var tokens = keys.Texts("tokens");
        var types = keys.Types(tokens.Length);
        var table = keys.NewTable();
        foreach (var (id, token) in tokens.Index())
            table.Add("tokenizer.ggml.tokens", token.Length > 0 ? write(token, types[id]) : token, id);
        return (table, types);
    }

    private static List<AddedToken> AddedOf(TokenTable table, int[] types) =>
        [.. table.Ids.Where(token => types[token.Value] is UnknownType or ControlType or UserDefinedType)
            .Select(token => new AddedToken(token.Value, token.Key) { Special = types[token.Value] != UserDefinedType })];

    private static Vocabulary VocabularyOf(GgufKeys keys, TokenTable table, int[] types, bool addsBos)
    {
        var tokens = table.InOrder("tokenizer.ggml.tokens");
        var bos = keys.Id("bos_token_id", types.Length);
        var adds = keys.Flag("add_bos_token") ?? addsBos;
        var endOfText = table.Ids.TryGetValue(TokenizerFolder.EndOfText, out var id) ? id : (int?)null;
        return new Vocabulary
        {
            Tokens = tokens,
            Special = Enumerable.Range(0, types.Length).Where(token => types[token] is UnknownType or ControlType).ToHashSet(),
            Bos = adds && bos is not null ? bos : endOfText ?? (keys.Flag("add_bos_token") == false ? null : bos),
            Eos = (keys.Flag("add_eos_token") ?? false) ? keys.Id("eos_token_id", types.Length) : null,
        };
    }
}
