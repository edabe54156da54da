namespace Attention.Treebanks;

/// <summary>What stands in the columns of a file, each text kept once: a large treebank repeats a few thousand of them.</summary>
internal sealed class ConlluColumns
{
    private readonly HashSet<string> texts = [];
    private readonly Dictionary<string, Dictionary<string, string>> pairs = [];

    /// <summary>The same text as was given, the one that was given first.</summary>
    public string Text(string column)
    {
        if (texts.TryGetValue(column, out var known)) return known;
        texts.Add(column);
        return column;
    }

    /// <summary>The names and values of a last column; none for <c>_</c>.</summary>
    public IReadOnlyDictionary<string, string> Pairs(string column)
    {
        if (pairs.TryGetValue(column, out var known)) return known;
        var read = new Dictionary<string, string>();
        foreach (var parts in column.Split('|').Select(pair => pair.Split('=', 2)))
            if (parts.Length == 2) read[parts[0]] = parts[1];
        return pairs[column] = read;
    }
}
