using Attention.Tokens;
using Attention.Traces;

namespace Attention.Generation;

/// <summary>A text and what a model wrote behind it.</summary>
/// <param name="Text">All tokens: the prompt and the new ones.</param>
/// <param name="PromptTokens">How many of them are the prompt's.</param>
/// <param name="Continuation">The new text, without the token that ended it.</param>
/// <param name="Probabilities">What the model gave each new token, 0-1, before temperature and nucleus.</param>
/// <param name="Ended">Whether a token of <see cref="GenerationOptions.Stop"/> came; it is the last one then.</param>
/// <param name="Trace">The attention of all tokens, as one run over them gives it; null unless it was asked for.</param>
public sealed record Generated(TokenizedText Text, int PromptTokens, string Continuation, IReadOnlyList<double> Probabilities, bool Ended,
    AttentionTrace? Trace)
{
    /// <summary>The new tokens.</summary>
    public IEnumerable<Token> NewTokens => Text.Tokens.Skip(PromptTokens);
}
