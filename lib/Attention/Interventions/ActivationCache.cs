using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>Keeps what passes by at the points that were asked for, and nothing else: <c>model.Run(text, cache.Hook)</c>.</summary>
public sealed class ActivationCache : IDisposable, IPlacedHook
{
    private readonly HookPoint[] points;
    private readonly HashSet<int> layers;
    private readonly Lock gate = new();
    private readonly Dictionary<(HookPoint, int), Tensor> kept = [];
    private bool disposed;

    /// <summary>Says what is to be kept.</summary>
    /// <param name="point">A point of the pass.</param>
    /// <param name="layers">The layers, from 0; none given means all.</param>
    public ActivationCache(HookPoint point, params IEnumerable<int> layers) : this([point], layers) { }

    /// <summary>Says what is to be kept.</summary>
    /// <param name="points">Points of the pass.</param>
    /// <param name="layers">The layers, from 0; none given means all.</param>
    public ActivationCache(IEnumerable<HookPoint> points, params IEnumerable<int> layers) =>
        (this.points, this.layers) = ([.. points], [.. layers]);

    /// <summary>The hook to run with. A second run replaces what the first left.</summary>
    public Hook Hook => Keep;

    /// <summary>What came by at a point, in the shape that <see cref="HookPoint"/> says. Work on it inside a
    /// <c>torch.NewDisposeScope()</c>; for numbers there is <see cref="Row"/>.</summary>
    /// <param name="point">The point.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <exception cref="HeadIndexException">It was not kept.</exception>
    /// <exception cref="ObjectDisposedException">The cache was disposed of.</exception>
    public Tensor this[HookPoint point, int layer] => Find(point, layer) ?? throw new HeadIndexException(
        $"{point} of layer {layer} was not kept; this cache has "
            + (Places is { Count: > 0 } places
                ? string.Join(", ", places.Select(k => $"{k.Point} {k.Layer}"))
                : "nothing yet: run the model with its Hook")
            + ".");

    /// <summary>One vector of what came by at a point, as plain numbers.</summary>
    /// <param name="point">The point.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="place">Where in the first sequence: a position for [B, T, D], a head and a position for [B, H, T, hd] and [B, H, T, T];
    /// <c>^1</c> is the last.</param>
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
            throw new ArgumentException(
                $"{point} is [{string.Join(", ", shape)}]: name {(shape.Length == 3 ? "a position" : "a head and a position")}.",
                nameof(place));
        row = row[0];
        foreach (var (dimension, index) in place.Index())
        {
            var offset = index.GetOffset((int)shape[dimension + 1]);
            if (offset < 0 || offset >= shape[dimension + 1])
                throw new ArgumentOutOfRangeException(nameof(place),
                    $"{point} of layer {layer} is [{string.Join(", ", shape)}]; {index} is not in its dimension {dimension + 1}.");
            row = row[offset];
        }
        return row.Floats();
    }

    /// <summary>Frees what was kept.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            foreach (var tensor in kept.Values) tensor.Dispose();
            kept.Clear();
        }
    }

    bool IPlacedHook.OnlyReads => true;

    /// <summary>What is kept by now.</summary>
    internal IReadOnlyList<(HookPoint Point, int Layer)> Places
    {
        get
        {
            lock (gate)
            {
                CheckAlive();
                return [.. kept.Keys];
            }
        }
    }

    /// <summary>A tensor of the caller's own that shares the kept one's memory, so that it outlives the cache; null if nothing was kept
    /// there.</summary>
    internal Tensor? Find(HookPoint point, int layer)
    {
        lock (gate)
        {
            CheckAlive();
            return kept.TryGetValue((point, layer), out var tensor) ? tensor.alias() : null;
        }
    }

    void IPlacedHook.CheckPlaces(TransformerConfig config)
    {
        foreach (var point in points)
        {
            var first = layers.Count == 0 ? HookPlaces.LayerOf(point, config) : layers.Max();
            if (points.Length == 1 || HookPlaces.Missing(point, first, config) is null)
                HeadIndexException.ThrowIfOutside(point, first, config);
        }
    }

    private Tensor Keep(HookPoint point, int layer, Tensor value)
    {
        if (!points.Contains(point) || (layers.Count > 0 && !layers.Contains(layer))) return value;
        var copy = value.clone().DetachFromDisposeScope();
        lock (gate)
        {
            if (disposed) copy.Dispose();
            CheckAlive();
            if (kept.Remove((point, layer), out var old)) old.Dispose();
            kept[(point, layer)] = copy;
        }
        return value;
    }

    private void CheckAlive()
    {
        if (disposed)
            throw new ObjectDisposedException(nameof(ActivationCache),
                $"The cache of {string.Join(", ", points)} was disposed of. Make a new one, or dispose of it later.");
    }
}
