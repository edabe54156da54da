using Attention.Models;
using Attention.Tokens;

namespace Attention.Interventions;

/// <summary>What a model predicts for a text, with the hooks that were given: plain numbers. To dispose of it only gives the memory back
/// earlier.</summary>
public sealed class ModelRun : IDisposable
{
    private readonly TextTokenizer tokenizer;
    private readonly string? headless;
    private IReadOnlyList<float[]>? logits;

    /// <summary>Takes what a model has computed.</summary>
    /// <param name="tokenizer">Of the model.</param>
    /// <param name="text">What it ran on.</param>
    /// <param name="logits">T times V numbers; null where the model has no head.</param>
    /// <param name="name">What the model is called.</param>
    internal ModelRun(TextTokenizer tokenizer, TokenizedText text, IReadOnlyList<float[]>? logits, string name) =>
        (this.tokenizer, Text, this.logits, headless) = (tokenizer, text, logits, logits is null ? name : null);

    /// <summary>The text and its tokens.</summary>
    public TokenizedText Text { get; }

    /// <summary>Logits, T times V of them; row i predicts token i + 1.</summary>
    /// <exception cref="ObjectDisposedException">The run was disposed of.</exception>
    /// <exception cref="NoHeadException">The model predicts nothing.</exception>
    public IReadOnlyList<float[]> Logits => headless is not null ? throw new NoHeadException(headless) : logits
        ?? throw new ObjectDisposedException(nameof(ModelRun),
            $"The run on “{Text.Text}” was disposed of. Run the model again, or dispose of the run later.");

    /// <summary>The likeliest next tokens.</summary>
    /// <param name="count">How many.</param>
    /// <param name="position">After which token; by default the last.</param>
    /// <returns>Text and probability, likeliest first.</returns>
    /// <exception cref="ObjectDisposedException">The run was disposed of.</exception>
    public IReadOnlyList<(string Token, double Probability)> Top(int count = 5, Index? position = null)
    {
        var row = Logits[(position ?? ^1).GetOffset(Text.Tokens.Count)];
        var normaliser = LogSum(row);
        return [.. row.Index().OrderByDescending(token => token.Item).Take(count)
            .Select(token => (tokenizer.TextOf(token.Index), Math.Exp(token.Item - normaliser)))];
    }

    /// <summary>The probability that a text comes next.</summary>
    /// <param name="next">The text; where it is several tokens, its first one, as it would be cut behind a blank if it begins with
    /// one.</param>
    /// <param name="position">After which token; by default the last.</param>
    /// <returns>0-1.</returns>
    /// <exception cref="ObjectDisposedException">The run was disposed of.</exception>
    public double Probability(string next, Index? position = null)
    {
        var row = Logits[(position ?? ^1).GetOffset(Text.Tokens.Count)];
        return Math.Exp(row[tokenizer.EncodeToIds(next)[0]] - LogSum(row));
    }

    private static double LogSum(float[] row)
    {
        var largest = row.Max();
        return largest + Math.Log(row.Sum(logit => Math.Exp(logit - largest)));
    }

    /// <summary>Lets go of the logits.</summary>
    public void Dispose() => logits = null;
}
