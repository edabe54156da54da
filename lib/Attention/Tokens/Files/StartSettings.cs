namespace Attention.Tokens.Files;

/// <summary>
/// What tokenizer_config.json and config.json say about the token in front, and about a tokenizer that has no tokenizer.json.
/// </summary>
internal sealed record StartSettings
{
    /// <summary>Whether a token goes in front; null where nothing is said.</summary>
    public bool? AddBos { get; private init; }

    /// <summary>The token that begins a text.</summary>
    public string? BosToken { get; private init; }

    /// <summary>Its id, by config.json.</summary>
    public int? BosId { get; private init; }

    /// <summary>The class in Hugging Face's transformers, without <c>Fast</c>.</summary>
    public string? TokenizerClass { get; private init; }

    /// <summary>Whether a space goes in front of a text that begins with none.</summary>
    public bool SpaceInFront { get; private init; }

    /// <summary>Tokens beyond the vocabulary, and special ones in it.</summary>
    public IReadOnlyList<(string Content, int Id)> AddedTokens { get; private init; } = [];

    /// <summary>The file that names the class.</summary>
    public required string File { get; init; }

    public static StartSettings Read(string folder)
    {
        var (own, model) = (Path.Combine(folder, "tokenizer_config.json"), Path.Combine(folder, "config.json"));
        var bosId = System.IO.File.Exists(model) ? JsonPart.Read(model).Find("bos_token_id")?.Id : null;
        if (!System.IO.File.Exists(own)) return new StartSettings { File = own, BosId = bosId };
        var settings = JsonPart.Read(own);
        var bos = settings.Find("bos_token");
        return new StartSettings
        {
            File = own,
            BosId = bosId,
            BosToken = bos is { IsText: false } ? bos?["content"].Text : bos?.Text,
            AddBos = settings.Find("add_bos_token")?.Flag,
            TokenizerClass = settings.Find("tokenizer_class")?.Text.Replace("Fast", "", StringComparison.Ordinal),
            SpaceInFront = settings.Find("add_prefix_space")?.Flag ?? false,
            AddedTokens = [.. settings.Find("added_tokens_decoder")?.Members().Select(token =>
                (token.Value["content"].Text, IdOf(own, token.Name))) ?? []],
        };
    }

    /// <summary>
    /// The token in front: what the files add to every text; else <c>&lt;|endoftext|&gt;</c>, which stood between the texts that models
    /// with such a token were trained on; else the one that they name as the beginning, unless they say that it is not added.
    /// </summary>
    /// <param name="added">What the post-processor puts in front.</param>
    /// <param name="ids">Ids by token.</param>
    /// <returns>An id, or null for none.</returns>
    public int? Choose(int? added, IReadOnlyDictionary<string, int> ids)
    {
        int? named = BosToken is { } token && ids.TryGetValue(token, out var id) ? id : BosId is { } given && ids.Values.Contains(given)
            ? given : null;
        if (added is not null) return added;
        if (AddBos == true && named is not null) return named;
        if (ids.TryGetValue(TokenizerFolder.EndOfText, out var endOfText)) return endOfText;
        return AddBos == false ? null : named;
    }

    private static int IdOf(string file, string name) => int.TryParse(name, out var id) && id >= 0
        ? id
        : throw new TokenizerFileException(file, "added_tokens_decoder",
            $"'{name}' stands where the number of a token, 0 or more, is due. Copy the file again from where the model comes from.");
}
