using Course.Files;

namespace Attention.Tokens;

/// <summary>A long text with a hidden fact, a question and its answer, with the places of both.</summary>
/// <param name="Fact">What was hidden.</param>
/// <param name="Text">The tokens, the answer included.</param>
/// <param name="AnswerAt">The position of the answer's first token, at the end of the text.</param>
/// <param name="FactAt">The position of the same token within the hidden fact.</param>
public sealed record RetrievalPrompt(HiddenFact Fact, TokenizedText Text, int AnswerAt, int FactAt)
{
    /// <summary>Tokens of the answer.</summary>
    public int AnswerLength => Text.Tokens.Count - AnswerAt;

    /// <summary>The predictions of the answer, as rows of <c>TokenLoss</c>.</summary>
    public Range AnswerRows => (AnswerAt - 1)..(Text.Tokens.Count - 1);

    /// <summary>Hides a fact.</summary>
    /// <param name="tokenizer">The tokenizer of the model that will read it.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="filler">Sentences that say nothing of it.</param>
    /// <param name="depth">Before which sentence of the filler it stands.</param>
    /// <returns>The prompt.</returns>
    /// <exception cref="WrongUseException">The answer does not stand in the fact, token for token.</exception>
    public static RetrievalPrompt Of(TextTokenizer tokenizer, HiddenFact fact, IReadOnlyList<string> filler, int depth)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(fact);
        ArgumentNullException.ThrowIfNull(filler);
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(depth, filler.Count);
        string[] sentences = [.. filler.Take(depth), fact.Sentence, .. filler.Skip(depth)];
        var asked = $"{string.Join(' ', sentences)}\n{fact.Question}";
        var (before, whole) = (tokenizer.Encode(asked), tokenizer.Encode($"{asked} {fact.Answer}"));
        var at = before.Tokens.Count;
        long[] ids = whole.Ids, answer = ids[at..];
        var place = Enumerable.Range(0, at - answer.Length).Where(i => ids.AsSpan(i, answer.Length).SequenceEqual(answer)).ToArray();
        return place.Length == 1
            ? new(fact, whole, at, place[0])
            : throw new WrongUseException(
                $"“{fact.Answer}” stands {place.Length} times before the question “{fact.Question}”, token for token; it should stand "
                    + $"there once.");
    }
}
