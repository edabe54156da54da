using Attention.Tokens;
using Course.Files;

namespace Attention.Interventions;

/// <summary>Two prompts have different numbers of tokens, so that no position of one stands for the same position of the other.</summary>
public sealed class PromptLengthException : WrongUseException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="clean">One prompt.</param>
    /// <param name="corrupted">The other.</param>
    public PromptLengthException(TokenizedText clean, TokenizedText corrupted)
        : base($"Patching needs prompts of as many tokens.{Environment.NewLine}clean, {clean?.Tokens.Count}: {Show(clean)}"
            + $"{Environment.NewLine}corrupted, {corrupted?.Tokens.Count}: {Show(corrupted)}")
    { }

    private static string Show(TokenizedText? text) => string.Join('|', text?.Tokens.Select(token => token.Text) ?? []);
}
