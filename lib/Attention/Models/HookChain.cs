using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>Several hooks as one; each sees what the one before it made.</summary>
internal sealed class HookChain(Hook[] hooks) : IPlacedHook
{
    public bool OnlyReads => hooks.All(hook => hook.Target is IPlacedHook { OnlyReads: true });

    public int LastLayer => hooks.Select(hook => hook.Target is IPlacedHook placed ? placed.LastLayer : int.MaxValue)
        .DefaultIfEmpty(-1).Max();

    public Tensor Run(HookPoint point, int layer, Tensor value)
    {
        foreach (var hook in hooks) value = hook(point, layer, value);
        return value;
    }

    public void CheckPlaces(TransformerConfig config)
    {
        foreach (var hook in hooks) (hook.Target as IPlacedHook)?.CheckPlaces(config);
    }
}
