using Attention.Models;
using Attention.Tokens;

namespace Attention.Interventions;

/// <summary>Two prompts that differ in what is asked about, and the two next tokens between which a model decides.</summary>
/// <param name="Clean">The prompt after which <paramref name="Answer"/> is right.</param>
/// <param name="Corrupted">The prompt after which <paramref name="Other"/> is right; as many tokens.</param>
/// <param name="Answer">Token id.</param>
/// <param name="Other">Token id.</param>
public sealed record PromptPair(TokenizedText Clean, TokenizedText Corrupted, int Answer, int Other)
{
    /// <summary>Makes a pair of texts.</summary>
    /// <param name="model">The model that will run.</param>
    /// <param name="clean">For example <c>The keys to the cabinet</c>.</param>
    /// <param name="corrupted">For example <c>The key to the cabinet</c>.</param>
    /// <param name="answer">What follows the clean prompt, one token with its space: <c> are</c>.</param>
    /// <param name="other">What follows the corrupted prompt, one token with its space: <c> is</c>.</param>
    /// <param name="bos">Whether the model's default token is put in front.</param>
    /// <returns>The pair.</returns>
    /// <exception cref="PromptLengthException">The prompts have different numbers of tokens; the message shows both.</exception>
    /// <exception cref="ArgumentException">An answer is not one token.</exception>
    public static PromptPair Of(LanguageModel model, string clean, string corrupted, string answer, string other, bool bos = true)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (c, d) = (model.Tokenizer.Encode(clean, bos), model.Tokenizer.Encode(corrupted, bos));
        if (c.Tokens.Count != d.Tokens.Count) throw new PromptLengthException(c, d);
        return new(c, d, model.Tokenizer.SingleId(answer), model.Tokenizer.SingleId(other));
    }

    /// <summary>The pair for copying: random tokens with an A B among them and an A at the end; in the corrupted prompt the B is another
    /// token.</summary>
    /// <param name="model">The model that will run.</param>
    /// <param name="n">Tokens before the copy begins, A and B among them.</param>
    /// <param name="copied">Tokens of the copy, up to and with A.</param>
    /// <param name="seed">Same seed, same tokens.</param>
    /// <returns>The pair: a model that copies answers B after the clean prompt.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The copy is as long as what it copies, or there are fewer tokens than it
    /// takes.</exception>
    public static PromptPair Copying(LanguageModel model, int n = 8, int copied = 4, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(copied, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(n, copied);
        var vocabulary = model.Tokenizer.Vocabulary;
        int[] ordinary = [.. vocabulary.Ordinary];
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(n, ordinary.Length);
        new Random(seed).Shuffle(ordinary);
        int[] clean = [.. ordinary[..n], .. ordinary[..copied]], corrupted = [.. clean];
        corrupted[copied] = ordinary[n];
        return new(model.Tokenizer.FromIds(clean), model.Tokenizer.FromIds(corrupted), clean[copied], corrupted[copied]);
    }
}
