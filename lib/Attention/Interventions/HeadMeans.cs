using Attention.Models;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>What each head gathers on average: the stand-in of mean ablation.</summary>
public sealed class HeadMeans : IDisposable
{
    private HeadMeans(TransformerConfig config, Tensor values) => (Config, Values) = (config, values);

    /// <summary>The shape of the model that was measured.</summary>
    public TransformerConfig Config { get; }

    /// <summary>Mean of <see cref="HookPoint.Z"/>, [L, H, hd].</summary>
    public Tensor Values { get; }

    /// <summary>Measures a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="reference">The sequences; the mean is over all of them and over all positions.</param>
    /// <returns>The means; dispose of them to free their memory.</returns>
    public static HeadMeans Of(LanguageModel model, TokenBatch reference)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(reference);
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var (L, H, hd) = (model.Config.NumHiddenLayers, model.Config.NumAttentionHeads, model.Config.HeadDim);
        var values = empty([L, H, hd], model.Transformer.Weights.Embedding.dtype, model.Device);
        model.Transformer.Forward(tensor(reference.Ids, device: model.Device), (point, layer, value) =>
        {
            if (point == HookPoint.Z) values[layer].copy_(value.to_type(ScalarType.Float32).mean([0L, 2L]));
            return value;
        });
        return new HeadMeans(model.Config, values.DetachFromDisposeScope());
    }

    /// <summary>Frees the means.</summary>
    public void Dispose() => Values.Dispose();
}
