using Attention.Tokens.Algorithms;

namespace Attention.Tokens.Files;

/// <summary>The section <c>model</c> of a tokenizer.json.</summary>
internal static class ModelReader
{
    private const string Known = "BPE, Unigram and WordPiece";

    /// <summary>Reads the section.</summary>
    /// <param name="part">The section.</param>
    /// <param name="overBytes">Whether the pre-tokenizer writes bytes as characters.</param>
    /// <returns>The tokens, the merges if they are of bytes, and the algorithm.</returns>
    public static (TokenTable Table, IReadOnlyList<string> Merges, TokenAlgorithm Algorithm) Read(JsonPart part, bool overBytes)
    {
        var type = part.Find("type")?.Text ?? (part.Find("merges") is null ? "" : "BPE");
        if (overBytes && type != "BPE") throw part.Unknown($"{type} behind ByteLevel", "ByteLevel with BPE");
        return type switch
        {
            "BPE" => ReadBpe(part, overBytes),
            "Unigram" => ReadUnigram(part),
            "WordPiece" => ReadWordPiece(part),
            _ => throw part.Unknown(type, Known),
        };
    }

    /// <summary>Merges of which every token is in the vocabulary.</summary>
    public static MergeTable CheckedMerges(string file, IReadOnlyList<(string Left, string Right)> merges, Dictionary<string, int> ids)
    {
        MergeTable table = new();
        foreach (var (rank, (left, right)) in merges.Index())
        {
            var missing = new[] { left, right, left + right }.FirstOrDefault(token => !ids.ContainsKey(token));
            if (missing is not null)
                throw new TokenizerFileException(file, $"merge {rank + 1}",
                    $"'{left} {right}' speaks of '{missing}', which the vocabulary has not; merges and vocabulary are of two models. Copy "
                        + $"both again from where the model comes from.");
            if (!table.Add(ids[left], ids[right], rank, ids[left + right]))
                throw new TokenizerFileException(file, $"merge {rank + 1}",
                    $"'{left} {right}' stands there twice; each pair has one rank. Copy the file again from where the model comes from.");
        }
        return table;
    }

    private static (TokenTable, IReadOnlyList<string>, TokenAlgorithm) ReadBpe(JsonPart part, bool overBytes)
    {
        part.Only("type", "dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix", "fuse_unk", "byte_fallback",
            "ignore_merges", "vocab", "merges");
        if (part.Find("dropout") is { } dropout && dropout.Number != 0)
            throw dropout.Unknown("not 0", "tokenizers that give the same tokens every time");
        foreach (var name in new[] { "continuing_subword_prefix", "end_of_word_suffix" })
            if (part.Find(name) is { } mark && mark.Text.Length > 0)
                throw mark.Unknown(mark.Text, "BPE without marks inside words and at their ends");
        var table = ReadTokens(part);
        var merges = part["merges"].Items().Select(MergeOf).ToList();
        var algorithm = new BytePairs(table.Ids, CheckedMerges(part.File, merges, table.Ids))
        {
            OverBytes = overBytes,
            Unknown = UnknownOf(part, table),
            FuseUnknown = part.Find("fuse_unk")?.Flag ?? false,
            BytesForUnknown = part.Find("byte_fallback")?.Flag ?? false,
            WholeFirst = part.Find("ignore_merges")?.Flag ?? false,
        };
        return (table, overBytes ? [.. merges.Select(merge => $"{merge.Left} {merge.Right}")] : [], algorithm);
    }

    private static (string Left, string Right) MergeOf(JsonPart merge)
    {
        if (!merge.IsText) return merge.Items().ToList() is [var first, var second] ? (first.Text, second.Text)
            : throw merge.Wrong("two tokens are due");
        return merge.Text.Split(' ') is [{ Length: > 0 } left, { Length: > 0 } right] ? (left, right)
            : throw merge.Wrong("two tokens with a space between are due");
    }

    private static (TokenTable, IReadOnlyList<string>, TokenAlgorithm) ReadUnigram(JsonPart part)
    {
        part.Only("type", "unk_id", "vocab", "byte_fallback");
        TokenTable table = new(part.File);
        List<string> pieces = [];
        List<double> scores = [];
        foreach (var entry in part["vocab"].Items())
        {
            if (entry.Items().ToList() is not [var piece, var score]) throw entry.Wrong("a token and its score are due");
            table.Add(entry.Name!, piece.Text, pieces.Count);
            pieces.Add(piece.Text);
            scores.Add(score.Score);
        }
        if (pieces.Count == 0) throw part["vocab"].Wrong("it has no tokens");
        var unknown = part["unk_id"].Id;
        if (unknown >= pieces.Count) throw part["unk_id"].Wrong($"it is {unknown} in a vocabulary of {pieces.Count}");
        return (table, [], new Unigram(pieces, scores) { Unknown = unknown, BytesForUnknown = part.Find("byte_fallback")?.Flag ?? false });
    }

    private static (TokenTable, IReadOnlyList<string>, TokenAlgorithm) ReadWordPiece(JsonPart part)
    {
        part.Only("type", "unk_token", "continuing_subword_prefix", "max_input_chars_per_word", "vocab");
        var table = ReadTokens(part);
        var algorithm = new WordPiece(table.Ids)
        {
            Unknown = UnknownOf(part, table)
                ?? throw part.Wrong("no unk_token is named, without which words of unknown characters have no token"),
            Continuation = part["continuing_subword_prefix"].Text,
            LongestWord = part["max_input_chars_per_word"].Id,
        };
        return (table, [], algorithm);
    }

    private static TokenTable ReadTokens(JsonPart part)
    {
        TokenTable table = new(part.File);
        foreach (var (token, id) in part["vocab"].Members()) table.Add("vocabulary", token, id.Id);
        return table;
    }

    private static int? UnknownOf(JsonPart part, TokenTable table)
    {
        if (part.Find("unk_token") is not { } token) return null;
        return table.Ids.TryGetValue(token.Text, out var id) ? id : throw token.Wrong($"'{token.Text}' is not in the vocabulary");
    }
}
