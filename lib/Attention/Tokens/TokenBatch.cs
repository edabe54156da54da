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
        var ids = new long[1, text.Tokens.Count];
        for (var t = 0; t < text.Tokens.Count; t++) ids[0, t] = text.Tokens[t].Id;
        return new TokenBatch(ids, text.HasBos);
    }
}
