namespace Attention.Tokens.Algorithms;

/// <summary>The longest token that fits, again and again from the left (Wu et al. 2016, Devlin et al. 2019).</summary>
internal sealed class WordPiece(IReadOnlyDictionary<string, int> ids) : TokenAlgorithm
{
    /// <summary>What tokens inside a word begin with.</summary>
    public string Continuation { get; init; } = "##";

    /// <summary>The token of a word that cannot be put together.</summary>
    public required int Unknown { get; init; }

    /// <summary>Words of more characters are unknown.</summary>
    public int LongestWord { get; init; } = 100;

    protected override Part[] Tokenize(ReadOnlySpan<char> piece)
    {
        if (CountCharacters(piece) > LongestWord) return [new(Unknown, 0, piece.Length)];
        List<Part> parts = [];
        for (var start = 0; start < piece.Length;)
        {
            var end = piece.Length;
            int id;
            while (!ids.TryGetValue(start > 0 ? $"{Continuation}{piece[start..end]}" : piece[..end].ToString(), out id))
                if (--end == start) return [new(Unknown, 0, piece.Length)];
            parts.Add(new(id, start, end));
            start = end;
        }
        return [.. parts];
    }

    private static int CountCharacters(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes()) count++;
        return count;
    }
}
