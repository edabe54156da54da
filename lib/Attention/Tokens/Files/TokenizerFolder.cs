// A tokenizer in Hugging Face's layout: tokenizer.json, or the older pair vocab.json and merges.txt. Beside them tokenizer_config.json
// and config.json say which token goes in front. Padding and truncation of tokenizer.json are of no interest: texts go one by one and
// whole.
using Attention.Tokens.Algorithms;

namespace Attention.Tokens.Files;

/// <summary>Reads the tokenizer in a folder.</summary>
internal static class TokenizerFolder
{
    public const string EndOfText = "<|endoftext|>";
    private const string Readable = "tokenizer.json, or vocab.json with merges.txt";
    private static readonly string[] Unread = ["tokenizer.model", "spiece.model", "vocab.txt", "tekken.json"];

    public static TokenizerParts Read(string folder)
    {
        var json = Path.Combine(folder, "tokenizer.json");
        if (File.Exists(json)) return TokenizerJson.Read(JsonPart.Read(json), StartSettings.Read(folder));
        if (File.Exists(Path.Combine(folder, "vocab.json"))) return ReadPair(folder);
        var other = Unread.FirstOrDefault(name => File.Exists(Path.Combine(folder, name)));
        throw new TokenizerFileException(folder, null, other is null
            ? $"it has no tokenizer; this course reads {Readable}."
            : $"its tokenizer is {other}, which this course does not read; it reads {Readable}. Save the tokenizer anew with Hugging "
                + $"Face's save_pretrained, which writes tokenizer.json.");
    }

    private static TokenizerParts ReadPair(string folder)
    {
        var settings = StartSettings.Read(folder);
        var path = Path.Combine(folder, "vocab.json");
        TokenTable table = new(path);
        foreach (var (token, id) in JsonPart.Read(path).Members()) table.Add("vocabulary", token, id.Id);
        var mergesPath = Path.Combine(folder, "merges.txt");
        var merges = ReadMerges(mergesPath);
        var pairs = ModelReader.CheckedMerges(mergesPath, merges, table.Ids);
        foreach (var (content, id) in settings.AddedTokens.Where(token => !table.Ids.ContainsKey(token.Content)))
            table.Add("added tokens", content, id);
        var added = settings.AddedTokens.Select(token =>
            token.Content).Append(EndOfText).Append(settings.BosToken).OfType<string>().Distinct().Where(table.Ids.ContainsKey);
        var special = added.Select(content => new AddedToken(table.Ids[content], content) { Special = true }).ToList();
        var vocabulary = new Vocabulary
        {
            Tokens = table.InOrder("vocabulary"),
            Merges = [.. merges.Select(merge => $"{merge.Left} {merge.Right}")],
            Special = special.Select(token => token.Id).ToHashSet(),
            Bos = settings.Choose(null, table.Ids),
        };
        return PreTokenizers.OfClass(settings, new TokenizerParts
        {
            Vocabulary = vocabulary,
            Added = special,
            Algorithm = new BytePairs(table.Ids, pairs) { OverBytes = true },
            Writing = TokenWriting.Bytes,
        });
    }

    private static List<(string Left, string Right)> ReadMerges(string path)
    {
        if (!File.Exists(path))
            throw new TokenizerFileException(path, null, "there is no such file; beside vocab.json it says which tokens are put together.");
        List<(string, string)> merges = [];
        foreach (var (index, line) in File.ReadLines(path).Index())
        {
            if (line.Length == 0 || (index == 0 && line.StartsWith("#version", StringComparison.Ordinal))) continue;
            merges.Add(line.Split(' ') is [{ Length: > 0 } left, { Length: > 0 } right]
                ? (left, right)
                : throw new TokenizerFileException(path, $"line {index + 1}",
                    "two tokens with a space between are due. Copy the file again from where the model comes from."));
        }
        return merges;
    }
}
