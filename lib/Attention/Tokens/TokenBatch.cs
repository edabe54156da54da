namespace Attention.Tokens;

/// <summary>Several token sequences of one length, to be run together.</summary>
/// <param name="Ids">Token ids, [B, T].</param>
/// <param name="HasBos">Whether each begins with the token that is put in front of texts.</param>
public record TokenBatch(long[,] Ids, bool HasBos)
{
    /// <summary>How many sequences, B.</summary>
    public int Sequences => Ids.GetLength(0);

    /// <summary>Tokens in each, T.</summary>
    public int Length => Ids.GetLength(1);

    /// <summary>A batch of one text.</summary>
    /// <param name="text">The tokens.</param>
    /// <returns>[1, T].</returns>
    public static TokenBatch Of(TokenizedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Of([text]);
    }

    /// <summary>Texts of equal length put together, so that many run at once without padding. Longer batches come first: memory is at its
    /// peak then.</summary>
    /// <param name="texts">The texts, all with the token in front or all without.</param>
    /// <param name="tokens">About how many tokens a batch may have whose texts have so many each.</param>
    /// <returns>Batches, each with the places of its texts in the list.</returns>
    public static IEnumerable<(IReadOnlyList<int> Places, TokenBatch Batch)> ByLength(IReadOnlyList<TokenizedText> texts,
        Func<int, int> tokens)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(tokens);
        foreach (var group in texts.Index().GroupBy(text => text.Item.Tokens.Count).OrderByDescending(group => group.Key))
            foreach (var chunk in group.Chunk(Math.Max(1, tokens(group.Key) / Math.Max(1, group.Key))))
                yield return ([.. chunk.Select(text => text.Index)], Of([.. chunk.Select(text => text.Item)]));
    }

    /// <summary>The beginnings of some of the sequences.</summary>
    /// <param name="sequences">Which, in order; one may come twice.</param>
    /// <param name="length">How many tokens of each.</param>
    internal TokenBatch Chosen(IReadOnlyList<int> sequences, int length)
    {
        var ids = new long[sequences.Count, length];
        foreach (var (b, sequence) in sequences.Index())
            for (var t = 0; t < length; t++) ids[b, t] = Ids[sequence, t];
        return new(ids, HasBos);
    }

    private static TokenBatch Of(TokenizedText[] texts)
    {
        var ids = new long[texts.Length, texts[0].Tokens.Count];
        for (var b = 0; b < texts.Length; b++)
            for (var t = 0; t < texts[b].Tokens.Count; t++) ids[b, t] = texts[b].Tokens[t].Id;
        return new TokenBatch(ids, texts[0].HasBos);
    }
}
