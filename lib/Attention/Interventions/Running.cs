using Attention.Models;
using Attention.Tokens;

namespace Attention.Interventions;

/// <summary>Runs a model with hooks (TransformerLens: <c>run_with_hooks</c>, <c>run_with_cache</c>).</summary>
public static class Running
{
    /// <summary>Runs the model on a text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="text">The text; the model's default token goes in front.</param>
    /// <param name="hooks">What looks at the run or changes it, such as <see cref="Hooks.At"/>, <see cref="ActivationCache.Hook"/> or <see cref="Ablation.Zero"/>; none for a plain run.</param>
    /// <returns>The predictions; dispose of them to free their memory.</returns>
    /// <exception cref="HookException">A hook gave back another shape, NaN or infinity.</exception>
    /// <exception cref="TextTooLongException">The text has more tokens than the context.</exception>
    public static ModelRun Run(this LanguageModel model, string text, params IEnumerable<Hook> hooks)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Run(model.Tokenizer.Encode(text), hooks);
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
        var x = use.Forward(text, Hooks.All(hooks));
        var logits = model.Config.HasHead ? use.Transformer.Unembed(x)[0].Rows(Enumerable.Range(0, text.Tokens.Count)) : null;
        return new ModelRun(model.Tokenizer, text, logits, model.Title);
    }
}
