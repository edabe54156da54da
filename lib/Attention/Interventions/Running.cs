using Attention.Models;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>Runs a model with hooks (TransformerLens: <c>run_with_hooks</c>, <c>run_with_cache</c>).</summary>
public static class Running
{
    /// <summary>Runs the model on a text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="text">The text; the model's default token goes in front.</param>
    /// <param name="hooks">What looks at the run or changes it, such as <see cref="Hooks.At"/>, <see cref="ActivationCache.Hook"/> or
    /// <see cref="Ablation.Zero"/>; none for a plain run.</param>
    /// <returns>The predictions; dispose of them to free their memory.</returns>
    /// <exception cref="HookException">A hook gave back another shape, NaN or infinity.</exception>
    /// <exception cref="TextTooLongException">The text has more tokens than the context.</exception>
    public static ModelRun Run(this LanguageModel model, string text, params IEnumerable<Hook> hooks)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Run(model.Tokenizer.Encode(text), hooks);
    }

    /// <summary>Runs the model on several texts, side by side; each gives what it gives alone.</summary>
    /// <param name="model">The model.</param>
    /// <param name="texts">The texts, of any lengths; the model's default token goes in front of each.</param>
    /// <param name="hooks">What looks at the runs or changes them; it sees several texts at once, the shorter ones with padding
    /// behind.</param>
    /// <returns>The predictions, text by text.</returns>
    /// <exception cref="HookException">A hook gave back another shape, NaN or infinity.</exception>
    /// <exception cref="TextTooLongException">A text has more tokens than the context.</exception>
    public static IReadOnlyList<ModelRun> Run(this LanguageModel model, IReadOnlyList<string> texts, params IEnumerable<Hook> hooks)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(texts);
        var hook = Hooks.All(hooks);
        return [.. PaddedBatch.All([.. texts.Select(text => model.Tokenizer.Encode(text))]).SelectMany(batch => RunOf(model, batch, hook))];
    }

    private static ModelRun[] RunOf(LanguageModel model, PaddedBatch batch, Hook hook)
    {
        using var use = model.Use();
        var x = use.Forward(batch, hook);
        var normed = model.Config.HasHead ? use.Transformer.FinalNormed(x, hook) : null;
        IReadOnlyList<float[]>? Logits(int b) => normed is null ? null
            : use.Transformer.Logits(normed[b].narrow(0, 0, batch.Lengths[b])).Rows(Enumerable.Range(0, batch.Lengths[b]));
        return [.. batch.Texts.Select((text, b) => new ModelRun(model.Tokenizer, text, Logits(b), model.Title))];
    }

    /// <summary>Runs the model on a text that is already split into tokens.</summary>
    /// <param name="model">The model.</param>
    /// <param name="text">The tokens.</param>
    /// <param name="hooks">What looks at the run or changes it.</param>
    /// <returns>The predictions; dispose of them to free their memory.</returns>
    /// <exception cref="HookException">A hook gave back another shape, NaN or infinity.</exception>
    /// <exception cref="TextTooLongException">The text has more tokens than the context.</exception>
    public static ModelRun Run(this LanguageModel model, TokenizedText text, params IEnumerable<Hook> hooks)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(text);
        using var use = model.Use();
        var hook = Hooks.All(hooks);
        var x = use.Forward(text, hook);
        var logits = model.Config.HasHead
            ? use.Transformer.Logits(use.Transformer.FinalNormed(x, hook))[0].Rows(Enumerable.Range(0, text.Tokens.Count))
            : null;
        return new ModelRun(model.Tokenizer, text, logits, model.Title);
    }

    /// <summary>The probability of the right answer after each of some prompts.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prompts">The prompts, all of one length.</param>
    /// <param name="hook">A change made while the model runs, such as <see cref="FunctionVectors.Add"/> or an ablation; null for
    /// none.</param>
    /// <returns>A probability 0-1 for each prompt.</returns>
    /// <exception cref="TextTooLongException">The prompts are longer than the context.</exception>
    /// <exception cref="NoHeadException">The model predicts nothing.</exception>
    public static double[] AnswerProbabilities(this LanguageModel model, FewShotPrompts prompts, Hook? hook = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(prompts);
        using var use = model.Use();
        return OfAnswers(model, use.Forward(prompts.Input, hook), prompts.Answers, hook);
    }

    /// <summary>The same under several changes, each by itself. The work below the layer at which a change begins is done once for all of
    /// them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prompts">The prompts, all of one length.</param>
    /// <param name="changes">
    /// Hooks, each with the first layer that it touches; what it would do below that layer is not done. The number of layers changes
    /// nothing.
    /// </param>
    /// <returns>For each change, in their order, a probability 0-1 for each prompt.</returns>
    /// <exception cref="HeadIndexException">The model has no such layer.</exception>
    /// <exception cref="TextTooLongException">The prompts are longer than the context.</exception>
    /// <exception cref="NoHeadException">The model predicts nothing.</exception>
    public static IReadOnlyList<double[]> AnswerProbabilities(this LanguageModel model, FewShotPrompts prompts,
        IEnumerable<(int FromLayer, Hook Hook)> changes)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(prompts);
        (int FromLayer, Hook Hook)[] all = [.. changes];
        var L = model.Config.NumHiddenLayers;
        if (all.FirstOrDefault(change => change.FromLayer < 0 || change.FromLayer > L) is { Hook: not null } outside)
            throw new HeadIndexException($"A change begins at layer {outside.FromLayer} of {L} (0-{L - 1}; {L} changes nothing)");
        using var use = model.Use();
        using var streams = new ActivationCache(HookPoint.ResidPre,
            all.Select(change => change.FromLayer).Where(layer => layer < L).Append(0).Distinct());
        var unchanged = OfAnswers(model, use.Forward(prompts.Input, streams.Hook), prompts.Answers);
        return [.. all.Select(change =>
        {
            if (change.FromLayer == L) return [.. unchanged];
            using var scope = NewDisposeScope();
            return OfAnswers(model, use.Transformer.RunLayers(streams[HookPoint.ResidPre, change.FromLayer], change.FromLayer, change.Hook),
                prompts.Answers);
        })];
    }

    /// <summary>The probability of each answer at the last position of a finished stream.</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">The residual stream after the last layer, [B, T, D].</param>
    /// <param name="answers">A token id for each sequence.</param>
    /// <param name="hook">Looks at or changes what passes by behind the layers; null for a plain run.</param>
    internal static double[] OfAnswers(LanguageModel model, Tensor x, IReadOnlyList<int> answers, Hook? hook = null)
    {
        using var scope = NewDisposeScope();
        // [B, V]
        var logits = model.Transformer.Logits(model.Transformer.FinalNormed(x, hook).select(1, -1)).to_type(ScalarType.Float32);
        var ids = tensor([.. answers.Select(id => (long)id)], device: model.Device).unsqueeze(1);
        return [.. logits.softmax(-1).gather(1, ids).Floats().Select(p => (double)p)];
    }
}
