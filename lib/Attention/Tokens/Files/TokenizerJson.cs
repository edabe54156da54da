using Attention.Tokens.Algorithms;

namespace Attention.Tokens.Files;

/// <summary>Reads Hugging Face's <c>tokenizer.json</c>, whole or not at all.</summary>
internal static class TokenizerJson
{
    public static TokenizerParts Read(JsonPart file, StartSettings settings)
    {
        var (splitter, overBytes) = PreTokenizers.Read(file.Find("pre_tokenizer"));
        var model = ModelReader.Read(file["model"], overBytes);
        var added = ReadAdded(file, model.Table);
        var (front, behind) = PostProcessors.Read(file.Find("post_processor"), model.Table.Ids);
        return new TokenizerParts
        {
            Vocabulary = new Vocabulary
            {
                Tokens = model.Table.InOrder("vocabulary"),
                Merges = model.Merges,
                Special = added.Where(token => token.Special).Select(token => token.Id).ToHashSet(),
                Bos = settings.Choose(front, model.Table.Ids),
                Eos = behind,
            },
            Added = added,
            Normalizer = NormalizerReader.Read(file.Find("normalizer")),
            Splitter = splitter,
            Algorithm = model.Algorithm,
            Writing = overBytes ? TokenWriting.Bytes : model.Algorithm is WordPiece ? TokenWriting.WordPieces : TokenWriting.Sentencepiece,
        };
    }

    /// <summary>The added tokens; those that the model's vocabulary lacks come into the table.</summary>
    private static List<AddedToken> ReadAdded(JsonPart file, TokenTable table)
    {
        List<AddedToken> added = [];
        foreach (var entry in file.Find("added_tokens")?.Items() ?? [])
        {
            entry.Only("id", "content", "single_word", "lstrip", "rstrip", "normalized", "special");
            var (id, content) = (entry["id"].Id, entry["content"].Text);
            if (content.Length == 0) continue;    // matches nothing
            if (!table.Ids.TryGetValue(content, out var known)) table.Add(entry.Name!, content, id);
            else if (known != id) throw entry.Wrong($"'{content}' has the id {id} there and {known} in the vocabulary");
            if (added.All(token => token.Id != id)) added.Add(new AddedToken(id, content)
            {
                Special = Is(entry, "special"),
                Normalized = Is(entry, "normalized"),
                SingleWord = Is(entry, "single_word"),
                TakesSpaceBefore = Is(entry, "lstrip"),
                TakesSpaceBehind = Is(entry, "rstrip"),
            });
        }
        return added;
    }

    private static bool Is(JsonPart token, string name) => token.Find(name)?.Flag ?? false;
}
