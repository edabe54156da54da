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

    // Nouns that everybody knows and of which none calls for another, so that only copying says which comes next.
    private const string Nouns = "garden window river apple chair bread stone horse paper song winter coffee doctor bridge island shoulder "
        + "market butter engine forest kitchen pencil mirror ladder castle button candle basket hammer blanket";

    /// <summary>The pair for copying: a row of words in no order, with an A B among them and an A at the end; in the corrupted prompt the B
    /// is another word. The words are everyday nouns, those that are one token of this model with the blank before it; where that
    /// leaves too few, they are tokens of any sort.</summary>
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
        var drawn = Everyday(model.Tokenizer) is { Length: var most } nouns && most > n ? nouns : [.. model.Tokenizer.Vocabulary.Ordinary];
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(n, drawn.Length);
        new Random(seed).Shuffle(drawn);
        int[] clean = [.. drawn[..n], .. drawn[..copied]], corrupted = [.. clean];
        corrupted[copied] = drawn[n];
        return new(model.Tokenizer.FromIds(clean), model.Tokenizer.FromIds(corrupted), clean[copied], corrupted[copied]);
    }

    private static int[] Everyday(TextTokenizer tokenizer) =>
        [.. Nouns.Split(' ').Select(noun => tokenizer.EncodeToIds(" " + noun)).Where(ids => ids.Count == 1).Select(ids => ids[0])];
}
