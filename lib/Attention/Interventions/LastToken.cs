using Attention.Models;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>The last token of prompts, run again and again: what came before is computed once, since no change at the last token reaches
/// it.</summary>
internal sealed class LastToken : IDisposable
{
    private readonly ModelUse use;
    private readonly LanguageModel model;
    private readonly KeyValueCache before;
    private readonly Tensor last;              // [copies B, 1]
    private readonly int copies;

    /// <summary>Runs everything but the last token.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The prompts, B of them.</param>
    /// <param name="copies">How often each is to stand in the batch, so that several changes run side by side.</param>
    public LastToken(LanguageModel model, TokenBatch input, int copies)
    {
        if (input.Length < 2) throw new ArgumentException("A prompt needs two tokens at least.", nameof(input));
        (this.model, this.copies, use) = (model, copies, model.Use());
        var ids = use.Ids(input).repeat(copies, 1);                                              // [copies B, T]
        before = new KeyValueCache(model.Config, input.Length);
        model.Transformer.CheckLength(input.Length);
        use.Transformer.Forward(ids.narrow(1, 0, input.Length - 1), null, null, before);
        last = ids.narrow(1, input.Length - 1, 1);
    }

    /// <summary>The probability of each answer after the last token.</summary>
    /// <param name="answers">B token ids.</param>
    /// <param name="hook">A change of the last token's run; sees one token in each of the copies.</param>
    /// <returns>copies x B numbers, copy by copy.</returns>
    public double[] Answers(IReadOnlyList<int> answers, Hook? hook)
    {
        using var scope = NewDisposeScope();
        var x = use.Transformer.Forward(last, hook, null, before);
        before.Advance(-1);
        return Running.OfAnswers(model, x, [.. Enumerable.Repeat(answers, copies).SelectMany(same => same)]);
    }

    public void Dispose()
    {
        before.Dispose();
        use.Dispose();
    }
}
