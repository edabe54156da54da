using Attention.Models;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Measures;

/// <summary>Measures all heads while a model runs; patterns are reduced layer by layer and never kept.</summary>
public static class Scoring
{
    /// <summary>One measure on a batch of token sequences.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The sequences.</param>
    /// <param name="measure">What is measured.</param>
    /// <param name="hook">A change made while the model runs, such as an ablation; null for none.</param>
    /// <returns>The mean over the sequences for each head.</returns>
    public static HeadScoreTable Score(this LanguageModel model, TokenBatch input, HeadMeasure measure, Hook? hook = null) =>
        model.Score(input, [measure], hook)[0];

    /// <summary>One measure on a text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="text">The text; the model's default token goes in front.</param>
    /// <param name="measure">What is measured.</param>
    /// <returns>The measure of each head.</returns>
    public static HeadScoreTable Score(this LanguageModel model, string text, HeadMeasure measure)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Score(TokenBatch.Of(model.Tokenizer.Encode(text)), measure);
    }

    /// <summary>Several measures in one run.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The sequences.</param>
    /// <param name="measures">What is measured.</param>
    /// <param name="hook">A change made while the model runs, such as an ablation; null for none.</param>
    /// <returns>A table a measure, in their order; each the mean over the sequences.</returns>
    public static IReadOnlyList<HeadScoreTable> Score(this LanguageModel model, TokenBatch input, IReadOnlyList<HeadMeasure> measures, Hook? hook = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(measures);
        using var use = model.Use();
        var (L, H) = (model.Config.NumHiddenLayers, model.Config.NumAttentionHeads);
        var scores = empty([measures.Count, L, H], ScalarType.Float32, model.Device);
        Hook measuring = (point, layer, value) =>
        {
            if (point != HookPoint.Pattern) return value;
            var pattern = value.to_type(ScalarType.Float32);                                     // [B, H, T, T]
            for (var m = 0; m < measures.Count; m++) scores[m, layer].copy_(measures[m].Each(pattern).mean([0L]));
            return value;
        };
        use.Forward(input, hook is null ? measuring : new HookChain([hook, measuring]).Run);
        var values = scores.Floats();
        return [.. measures.Select((measure, m) =>
        {
            var table = new float[L, H];
            Buffer.BlockCopy(values, m * L * H * sizeof(float), table, 0, L * H * sizeof(float));
            return new HeadScoreTable(measure.Name, model.Title, table, measure.Unit);
        })];
    }
}
