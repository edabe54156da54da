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
        ArgumentNullException.ThrowIfNull(model);
        var norms = new float[model.Config.NumHiddenLayers][];
        using var run = model.Run(text, (Hook)((point, layer, value) =>
        {
            if (point == HookPoint.ResidPost) norms[layer] = value[0].norm(1).Floats();
            return value;
        }));
        return new StreamNorms(norms);
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
