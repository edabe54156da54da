using Attention.Models;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>What each head gathers on average: the stand-in of mean ablation.</summary>
public sealed class HeadMeans
{
    private HeadMeans(TransformerConfig config, IReadOnlyList<float[]> values, bool byPosition) =>
        (Config, Values, ByPosition) = (config, values, byPosition);

    /// <summary>The shape of the model that was measured.</summary>
    public TransformerConfig Config { get; }

    /// <summary>Mean of <see cref="HookPoint.Z"/> for each layer, H times hd numbers head by head; H times T times hd where there is a mean
    /// for each position.</summary>
    public IReadOnlyList<float[]> Values { get; }

    /// <summary>Whether there is a mean for each position.</summary>
    public bool ByPosition { get; }

    /// <summary>Measures a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="reference">The sequences; the mean is over all of them.</param>
    /// <param name="byPosition">Whether each position has a mean of its own; by default there is one over all positions.</param>
    /// <returns>The means.</returns>
    /// <exception cref="TextTooLongException">More tokens than the context.</exception>
    public static HeadMeans Of(LanguageModel model, TokenBatch reference, bool byPosition = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(reference);
        using var use = model.Use();
        long[] over = byPosition ? [0] : [0, 2];
        var values = new float[model.Config.NumHiddenLayers][];
        use.Forward(reference, (point, layer, value) =>
        {
            if (point == HookPoint.Z) values[layer] = value.to_type(ScalarType.Float32).mean(over).Floats();
            return value;
        });
        return new HeadMeans(model.Config, values, byPosition);
    }
}
