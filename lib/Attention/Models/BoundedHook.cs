using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>A change that ends with a layer: those behind it run as if there were none.</summary>
/// <param name="change">The change; it leaves values of later layers as they are.</param>
/// <param name="lastLayer">The last layer that it changes; -1 for none.</param>
internal sealed class BoundedHook(Hook change, int lastLayer) : IPlacedHook
{
    public bool OnlyReads => false;

    public int LastLayer => lastLayer;

    public Tensor Run(HookPoint point, int layer, Tensor value) => change(point, layer, value);

    public void CheckPlaces(TransformerConfig config)
    {
    }
}
