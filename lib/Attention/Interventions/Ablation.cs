using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>Takes heads out of a model and asks what it costs (Michel et al. 2019).</summary>
public static class Ablation
{
    /// <summary>Zero ablation: the heads add nothing to the residual stream.</summary>
    /// <param name="config">The shape of the model that will run.</param>
    /// <param name="heads">The heads to take out; none changes nothing.</param>
    /// <returns>A hook for one or more runs.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    public static Hook Zero(TransformerConfig config, params IEnumerable<HeadIndex> heads)
    {
        ArgumentNullException.ThrowIfNull(config);
        var byLayer = heads.Distinct().ToLookup(head => head.Layer, head => head.Head);
        foreach (var head in byLayer.SelectMany(layer => layer.Select(h => new HeadIndex(layer.Key, h)))) HeadIndexException.ThrowIfOutside(head, config);
        return (point, layer, value) =>
        {
            if (point != HookPoint.Z || !byLayer.Contains(layer)) return value;
            var keep = Enumerable.Range(0, config.NumAttentionHeads).Select(h => byLayer[layer].Contains(h) ? 0f : 1f).ToArray();
            return value.mul(tensor(keep, dtype: value.dtype, device: value.device).view(1, -1, 1, 1));    // [B, H, T, hd]
        };
    }

    /// <summary>Ablation effect: the loss without the heads minus the loss with them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">What the loss is measured on.</param>
    /// <param name="heads">The heads to take out.</param>
    /// <param name="rows">The predictions that count, such as <see cref="RepeatedTokens.SecondCopy"/>; null for all.</param>
    /// <returns>Nats per token; positive where the heads help.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    public static double Effect(LanguageModel model, TokenBatch input, IEnumerable<HeadIndex> heads, Range? rows = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return TokenLoss.Mean(model, input, rows, Zero(model.Config, heads)) - TokenLoss.Mean(model, input, rows);
    }
}
