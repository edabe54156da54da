using Attention.Models;
using Course.Files;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>Puts everything a cache holds in the place of what comes by.</summary>
internal sealed class CachePatch(ActivationCache cache) : IPlacedHook
{
    public bool OnlyReads => false;

    public Tensor Run(HookPoint point, int layer, Tensor value) => cache.Find(point, layer) is not { } other ? value
        : other.shape.SequenceEqual(value.shape) ? other
        : throw new HookException(point, layer,
            $"has [{string.Join(", ", other.shape)}] from the other run for [{string.Join(", ", value.shape)}]: the texts have different "
                + $"numbers of tokens.");

    public void CheckPlaces(TransformerConfig config)
    {
        var kept = cache.Places;
        if (kept.Count == 0) throw new WrongUseException("The cache to patch from is empty: run the other text with its Hook first.");
        foreach (var (point, layer) in kept) HeadIndexException.ThrowIfOutside(point, layer, config);
    }
}
