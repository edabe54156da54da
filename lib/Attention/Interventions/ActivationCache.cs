using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>Keeps what passes by at the points that were asked for, and nothing else: <c>model.Run(text, cache.Hook)</c>.</summary>
public sealed class ActivationCache : IDisposable
{
    private readonly HookPoint[] points;
    private readonly HashSet<int> layers;
    private readonly Dictionary<(HookPoint, int), Tensor> kept = [];

    /// <summary>Says what is to be kept.</summary>
    /// <param name="point">A point of the pass.</param>
    /// <param name="layers">The layers, from 0; none given means all.</param>
    public ActivationCache(HookPoint point, params IEnumerable<int> layers) : this([point], layers) { }

    /// <summary>Says what is to be kept.</summary>
    /// <param name="points">Points of the pass.</param>
    /// <param name="layers">The layers, from 0; none given means all.</param>
    public ActivationCache(IEnumerable<HookPoint> points, params IEnumerable<int> layers) => (this.points, this.layers) = ([.. points], [.. layers]);

    /// <summary>The hook to run with. A second run replaces what the first left.</summary>
    public Hook Hook => Keep;

    /// <summary>What came by at a point, in the shape that <see cref="HookPoint"/> says; it lives as long as the cache.</summary>
    /// <param name="point">The point.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <exception cref="HeadIndexException">It was not kept.</exception>
    public Tensor this[HookPoint point, int layer] => Find(point, layer) ?? throw new HeadIndexException(
        $"{point} of layer {layer} was not kept; this cache has {(kept.Count == 0 ? "nothing yet: run the model with its Hook" : string.Join(", ", kept.Keys.Select(k => $"{k.Item1} {k.Item2}")))}.");

    /// <summary>One vector of what came by at a point, as plain numbers.</summary>
    /// <param name="point">The point.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="place">Where in the first sequence: a position for [B, T, D], a head and a position for [B, H, T, hd] and [B, H, T, T]; <c>^1</c> is the last.</param>
    /// <returns>A copy: D, hd or T numbers.</returns>
    /// <exception cref="HeadIndexException">It was not kept.</exception>
    /// <exception cref="ArgumentException">There is no such place.</exception>
    public float[] Row(HookPoint point, int layer, params Index[] place)
    {
        ArgumentNullException.ThrowIfNull(place);
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var row = this[point, layer];
        var shape = row.shape;
        if (place.Length != shape.Length - 2)
            throw new ArgumentException($"{point} is [{string.Join(", ", shape)}]: name {(shape.Length == 3 ? "a position" : "a head and a position")}.", nameof(place));
        row = row[0];
        foreach (var (dimension, index) in place.Index())
        {
            var offset = index.GetOffset((int)shape[dimension + 1]);
            if (offset < 0 || offset >= shape[dimension + 1])
                throw new ArgumentOutOfRangeException(nameof(place), $"{point} of layer {layer} is [{string.Join(", ", shape)}]; {index} is not in its dimension {dimension + 1}.");
            row = row[offset];
        }
        return row.Floats();
    }

    /// <summary>Frees what was kept.</summary>
    public void Dispose()
    {
        foreach (var tensor in kept.Values) tensor.Dispose();
        kept.Clear();
    }

    internal Tensor? Find(HookPoint point, int layer) => kept.GetValueOrDefault((point, layer));

    private Tensor Keep(HookPoint point, int layer, Tensor value)
    {
        if (!points.Contains(point) || (layers.Count > 0 && !layers.Contains(layer))) return value;
        if (kept.Remove((point, layer), out var old)) old.Dispose();
        kept[(point, layer)] = value.clone().DetachFromDisposeScope();
        return value;
    }
}
