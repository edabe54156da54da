namespace Attention.Tokens.Algorithms;

/// <summary>Which two tokens become which third, and which pair goes first.</summary>
internal sealed class MergeTable
{
    private readonly Dictionary<(int Left, int Right), (int Rank, int Id)> merges = [];

    /// <summary>Adds a merge; of two for one pair the first counts.</summary>
    /// <returns>Whether the pair is new.</returns>
    public bool Add(int left, int right, int rank, int id) => merges.TryAdd((left, right), (rank, id));

    public bool Find(int left, int right, out (int Rank, int Id) merge) => merges.TryGetValue((left, right), out merge);

    /// <summary>Merges in order of rank; one of a token that the vocabulary has not is skipped, as llama.cpp does.</summary>
    /// <param name="pairs">Each two tokens with a space between.</param>
    /// <param name="ids">Ids by token.</param>
    public static MergeTable FromPairs(IReadOnlyList<string> pairs, IReadOnlyDictionary<string, int> ids)
    {
        MergeTable table = new();
        foreach (var (rank, pair) in pairs.Index())
        {
            var space = pair.IndexOf(' ', Math.Min(1, pair.Length));
            if (space < 0) continue;
            var (left, right) = (pair[..space], pair[(space + 1)..]);
            if (ids.TryGetValue(left, out var l) && ids.TryGetValue(right, out var r) && ids.TryGetValue(left + right, out var id))
                table.Add(l, r, rank, id);
        }
        return table;
    }

    /// <summary>
    /// Sentencepiece's merges, which its files do not list: any two tokens may become a third, the one of highest score first
    /// and of equals the leftmost.
    /// </summary>
    /// <param name="ids">Ids by token.</param>
    /// <param name="scores">Scores by id.</param>
    public static MergeTable FromScores(IReadOnlyDictionary<string, int> ids, IReadOnlyList<float> scores)
    {
        var ranks = scores.Distinct().OrderDescending().Index().ToDictionary(score => score.Item, score => score.Index);
        MergeTable table = new();
        foreach (var (token, id) in ids)
            for (var cut = 1; cut < token.Length; cut++)
                if (ids.TryGetValue(token[..cut], out var left) && ids.TryGetValue(token[cut..], out var right))
                    table.Add(left, right, ranks[scores[id]], id);
        return table;
    }
}
