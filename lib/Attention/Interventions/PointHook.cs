using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>A hook at one point of one layer.</summary>
internal sealed class PointHook(HookPoint point, int layer, Func<Tensor, Tensor> change, bool onlyReads) : IPlacedHook
{
    public bool OnlyReads => onlyReads;

    public int LastLayer => layer;

    public Tensor Run(HookPoint at, int of, Tensor value)
    {
        if (at != point || of != layer) return value;
        var shape = value.shape;
        var changed = change(value);
        if (ReferenceEquals(changed, value) && !onlyReads) HookException.ThrowIfUnfit(at, of, shape, changed);      // changed in place
        return changed;
    }

    public void CheckPlaces(TransformerConfig config) => HeadIndexException.ThrowIfOutside(point, layer, config);
}
