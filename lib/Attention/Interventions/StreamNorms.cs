using Attention.Models;
using Attention.Tokens;

namespace Attention.Interventions;

/// <summary>How long the residual stream's vectors are: a position that the model uses as a place to rest stands out by it (Sun et al.
/// 2024, "massive activations").</summary>
/// <param name="Values">The norm after each layer at each position, [layer][position].</param>
public sealed record StreamNorms(IReadOnlyList<float[]> Values)
{
    /// <summary>Runs a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="text">The tokens.</param>
    /// <returns>A norm for each layer and position.</returns>
    /// <exception cref="TextTooLongException">The text has more tokens than the context.</exception>
    public static StreamNorms Of(LanguageModel model, TokenizedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Of(model, [text])[0];
    }

    /// <summary>Runs a model on several texts, side by side.</summary>
    /// <param name="model">The model.</param>
    /// <param name="texts">The tokens of each.</param>
    /// <returns>The norms of each text, in their order.</returns>
    /// <exception cref="TextTooLongException">A text has more tokens than the context.</exception>
    public static IReadOnlyList<StreamNorms> Of(LanguageModel model, IReadOnlyList<TokenizedText> texts)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(texts);
        return [.. PaddedBatch.All(texts).SelectMany(batch => OfBatch(model, batch))];
    }

    private static StreamNorms[] OfBatch(LanguageModel model, PaddedBatch batch)
    {
        using var use = model.Use();
        var norms = new float[model.Config.NumHiddenLayers][];      // [B T] each
        use.Forward(batch, (point, layer, value) =>
        {
            if (point == HookPoint.ResidPost) norms[layer] = value.norm(2).Floats();
            return value;
        });
        var T = batch.Ids.GetLength(1);
        return [.. batch.Lengths.Select((length, b) => new StreamNorms([.. norms.Select(all => all[(b * T)..(b * T + length)])]))];
    }

    /// <summary>How many times as long as the median of a layer one position's vector is.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="position">The position, from 0.</param>
    public double Ratio(int layer, int position)
    {
        var sorted = Values[layer].Order().ToArray();
        return Values[layer][position] / sorted[sorted.Length / 2];
    }
}
