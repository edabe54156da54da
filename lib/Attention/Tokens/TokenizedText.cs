namespace Attention.Tokens;

/// <summary>A text and its tokens, as a model reads them.</summary>
/// <param name="Text">The text that was given.</param>
/// <param name="Tokens">Its tokens, the one put in front included.</param>
/// <param name="HasBos">
/// Whether the first token is the one that goes in front of texts: put there, or the text itself begins with it.
/// </param>
public sealed record TokenizedText(string Text, IReadOnlyList<Token> Tokens, bool HasBos)
{
    /// <summary>The token ids.</summary>
    public long[] Ids => [.. Tokens.Select(token => (long)token.Id)];
}
