using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>Keys and values of the tokens that were run, so that one more token costs one more row.</summary>
/// <param name="config">The shape.</param>
/// <param name="capacity">How many tokens it is to hold.</param>
internal sealed class KeyValueCache(TransformerConfig config, int capacity) : IDisposable
{
    private readonly (Tensor Keys, Tensor Values)?[] layers = new (Tensor, Tensor)?[config.NumHiddenLayers];

    /// <summary>How many tokens it holds.</summary>
    public long Length { get; private set; }

    /// <summary>Adds what a layer computed for new tokens.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="keys">[B, KV, T, hd].</param>
    /// <param name="values">[B, KV, T, hd].</param>
    /// <returns>Keys and values of all tokens, [B, KV, tokens, hd]; they share the cache's memory.</returns>
    public (Tensor Keys, Tensor Values) Append(int layer, Tensor keys, Tensor values)
    {
        var (allKeys, allValues) = layers[layer] ??= (Room(keys), Room(values));
        var T = keys.shape[2];
        allKeys.narrow(2, Length, T).copy_(keys);
        allValues.narrow(2, Length, T).copy_(values);
        return (allKeys.narrow(2, 0, Length + T), allValues.narrow(2, 0, Length + T));
    }

    /// <summary>Says that all layers have added their tokens.</summary>
    public void Advance(long tokens) => Length += tokens;

    public void Dispose()
    {
        foreach (var layer in layers)
        {
            layer?.Keys.Dispose();
            layer?.Values.Dispose();
        }
    }

    private Tensor Room(Tensor like)
    {
        var shape = like.shape;
        return empty([shape[0], shape[1], capacity, shape[3]], dtype: like.dtype, device: like.device).DetachFromDisposeScope();
    }
}
