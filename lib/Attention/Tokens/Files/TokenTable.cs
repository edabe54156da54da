namespace Attention.Tokens.Files;

/// <summary>Puts the tokens of a file in order by id and refuses two of one id or one name.</summary>
/// <param name="file">The file, for messages.</param>
internal sealed class TokenTable(string file)
{
    private const int MostGaps = 1 << 16;    // ids may have gaps, but no id may make a table that is nearly nothing else
    private readonly Dictionary<int, string> tokens = [];

    /// <summary>Ids by token.</summary>
    public Dictionary<string, int> Ids { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a token.</summary>
    /// <param name="place">Where it stands, for messages.</param>
    /// <param name="token">What the file writes.</param>
    /// <param name="id">Its id, 0 or more.</param>
    public void Add(string place, string token, int id)
    {
        if (token.Length == 0)
            throw new TokenizerFileException(file, place,
                $"token {id} is empty; every token stands for something. Copy the file again from where the model comes from.");
        if (!Ids.TryAdd(token, id)) throw Twice(place, $"the token '{token}' stands there twice, as {Ids[token]} and {id}");
        if (!tokens.TryAdd(id, token)) throw Twice(place, $"the id {id} is given to '{tokens[id]}' and to '{token}'");
    }

    /// <summary>The tokens by id; an id without a token is empty.</summary>
    public IReadOnlyList<string> InOrder(string place)
    {
        if (tokens.Count == 0)
            throw new TokenizerFileException(file, place, "it has no tokens. Copy the file again from where the model comes from.");
        var last = tokens.Keys.Max();
        if (last >= 2L * tokens.Count + MostGaps)
            throw new TokenizerFileException(file, place,
                $"'{tokens[last]}' has the id {last} among {tokens.Count} tokens. Copy the file again from where the model comes from.");
        return [.. Enumerable.Range(0, last + 1).Select(id => tokens.GetValueOrDefault(id, ""))];
    }

    private TokenizerFileException Twice(string place, string problem) =>
        new(file, place, $"{problem}; each token has one id of its own. Copy the file again from where the model comes from.");
}
