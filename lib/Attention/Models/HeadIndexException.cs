using Course.Files;

namespace Attention.Models;

/// <summary>A head or layer was asked for that the model does not have, or that a trace did not keep.</summary>
public sealed class HeadIndexException : WrongUseException
{
    /// <summary>Makes the exception with a message that says what exists.</summary>
    /// <param name="message">What was asked for and what there is.</param>
    public HeadIndexException(string message) : base(message) { }

    /// <summary>Throws unless a hook at this place would be called.</summary>
    /// <param name="point">The point.</param>
    /// <param name="layer">The layer asked for.</param>
    /// <param name="config">The model's configuration.</param>
    /// <exception cref="HeadIndexException">The layer is out of range, or the model has no such point.</exception>
    internal static void ThrowIfOutside(HookPoint point, int layer, TransformerConfig config)
    {
        if (layer < 0 || layer >= config.NumHiddenLayers)
            throw new HeadIndexException(
                $"A hook is for {point} of layer {layer}: layer {layer} of {config.NumHiddenLayers} (0-{config.NumHiddenLayers - 1})");
        if (HookPlaces.Missing(point, layer, config) is { } why)
            throw new HeadIndexException($"A hook is for {point} of layer {layer}, and {why}");
    }

    /// <summary>Throws unless the model has this head.</summary>
    /// <param name="head">The head asked for.</param>
    /// <param name="config">The model's configuration.</param>
    /// <exception cref="HeadIndexException">The layer or the head is out of range.</exception>
    public static void ThrowIfOutside(HeadIndex head, TransformerConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        if (head.Layer < 0 || head.Layer >= config.NumHiddenLayers)
            throw new HeadIndexException($"head {head}: layer {head.Layer} of {config.NumHiddenLayers} (0-{config.NumHiddenLayers - 1})");
        if (head.Head < 0 || head.Head >= config.NumAttentionHeads)
            throw new HeadIndexException($"head {head}: head {head.Head} of {config.NumAttentionHeads} (0-{config.NumAttentionHeads - 1})");
    }
}
