using Attention.Models;
using Attention.Tokens;

namespace Attention.Measures;

/// <summary>Retrieval heads (Wu et al. 2024): heads that look at a hidden fact while its words are being said again.</summary>
public static class Retrieval
{
    /// <summary>
    /// Retrieval score, share 0-1: of the tokens of the answer, those at whose prediction the head looks most at the very token in the
    /// hidden fact. The paper lets the model say the answer; here it is given, and <see cref="SaidFirst"/> tells whether the model would.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="prompts">The prompts.</param>
    /// <param name="tokens">Which tokens of each answer count; by default all.</param>
    /// <returns>A table a prompt.</returns>
    /// <exception cref="TextTooLongException">A prompt is longer than the context.</exception>
    public static HeadScoreSample Score(LanguageModel model, IEnumerable<RetrievalPrompt> prompts, Range? tokens = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(prompts);
        return new([.. prompts.Select(prompt => Score(model, prompt, tokens ?? Range.All))]);
    }

    /// <summary>How many tokens of the answer are the model's own first guess.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prompt">The prompt.</param>
    /// <param name="hook">A change made while the model runs, such as an ablation; null for none.</param>
    /// <returns>For each token of the answer whether no other is likelier.</returns>
    /// <exception cref="TextTooLongException">The prompt is longer than the context.</exception>
    public static bool[] SaidFirst(LanguageModel model, RetrievalPrompt prompt, Hook? hook = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(prompt);
        using var use = model.Use();
        var rows = use.Forward(prompt.Text, hook)[0].narrow(0, prompt.AnswerAt - 1, prompt.AnswerLength);
        var best = use.Transformer.Unembed(rows).argmax(-1).Integers();
        return [.. best.Select((id, i) => id == prompt.Text.Tokens[prompt.AnswerAt + i].Id)];
    }

    private static HeadScoreTable Score(LanguageModel model, RetrievalPrompt prompt, Range tokens)
    {
        var (L, H) = (model.Config.NumHiddenLayers, model.Config.NumAttentionHeads);
        var (first, count) = tokens.GetOffsetAndLength(prompt.AnswerLength);
        var scores = new float[L, H];
        using var use = model.Use();
        use.Forward(prompt.Text, (point, layer, value) =>
        {
            if (point != HookPoint.Pattern) return value;
            var looks = value[0].narrow(1, prompt.AnswerAt - 1 + first, count).argmax(-1).Integers();      // [H, tokens]
            foreach (var (h, row) in looks.Chunk(count).Index())
                scores[layer, h] = row.Index().Count(look => look.Item == prompt.FactAt + first + look.Index) / (float)count;
            return value;
        });
        return new("retrieval", model.Title, scores);
    }
}
