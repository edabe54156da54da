using Course.Files;

namespace Attention.Models;

/// <summary>A token id that the model's vocabulary does not have.</summary>
public sealed class TokenIdException : WrongUseException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="id">The id.</param>
    /// <param name="where">Where it stands, such as "at position 2"; empty if it stands alone.</param>
    /// <param name="vocabulary">How many tokens there are.</param>
    public TokenIdException(long id, string where, int vocabulary)
        : base($"There is no token {id}{(where.Length > 0 ? $" ({where})" : "")}: the vocabulary has {vocabulary} (0-{vocabulary - 1}).") =>
            Id = id;

    /// <summary>The id.</summary>
    public long Id { get; }

    /// <summary>Throws unless a vocabulary has a token.</summary>
    /// <param name="id">The token's id.</param>
    /// <param name="config">The model's shape.</param>
    internal static void ThrowIfOutside(long id, TransformerConfig config)
    {
        if (id < 0 || id >= config.VocabSize) throw new TokenIdException(id, "", config.VocabSize);
    }
}
