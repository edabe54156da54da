using static Attention.Models.Scalars;
using static TorchSharp.torch;

namespace Attention.Models.Layers;

/// <summary>What each query may not look at, as numbers to be added to the scores: 0, or -inf. Made once for each window of a
/// run.</summary>
/// <param name="config">The shape.</param>
/// <param name="queries">How many queries, T.</param>
/// <param name="before">How many keys come before the first query; 0 unless keys of an earlier run are kept.</param>
/// <param name="lengths">How many tokens of each sequence are real, the rest being padding behind them; null for all.</param>
/// <param name="type">The type of the scores.</param>
/// <param name="device">Where they lie.</param>
internal sealed class AttentionMask(TransformerConfig config, long queries, long before, IReadOnlyList<int>? lengths, ScalarType type,
    Device device)
{
    private readonly Dictionary<int, Tensor> masks = [];

    /// <summary>Whether it lies on the CPU.</summary>
    public bool OnCpu => device.type == TorchSharp.DeviceType.CPU;

    /// <summary>How many queries there are.</summary>
    public long Queries => queries;

    /// <summary>The mask of a layer, [T, keys], or [B, 1, T, keys] where sequences are padded.</summary>
    public Tensor Of(int layer)
    {
        var window = config.WindowOf(layer);
        if (masks.TryGetValue(window, out var mask)) return mask;
        return masks[window] = Rows(layer, 0, queries, before + queries);
    }

    /// <summary>Some rows of it, made anew each time.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="first">The first query.</param>
    /// <param name="count">How many queries.</param>
    /// <param name="keys">The first so many keys.</param>
    /// <returns>[count, keys], or [B, 1, count, keys].</returns>
    public Tensor Rows(int layer, long first, long count, long keys)
    {
        var made = Made(config.WindowOf(layer), before + first, count, keys);
        return Padding() is { } padding ? made.add(padding.narrow(-1, 0, keys), One) : made;
    }

    private Tensor Made(int window, long position, long count, long keys)
    {
        if (!config.Causal) return zeros(count, keys, dtype: type, device: device);
        var forbidden = Forbidden().expand(count, keys);
        var later = forbidden.triu(position + 1);
        return window == 0 ? later : later.add_(forbidden.tril(position - window), One);
    }

    /// <summary>A causal query never meets padding, which comes after all that it may see.</summary>
    private Tensor? Padding()
    {
        if (lengths is null || config.Causal || lengths.All(length => length == queries)) return null;
        var allowed = new float[lengths.Count * queries];
        foreach (var (b, length) in lengths.Index())
            allowed.AsSpan(checked((int)(b * queries + length))..checked((int)((b + 1) * queries))).Fill(float.NegativeInfinity);
        return tensor(allowed, dtype: type, device: device).view(lengths.Count, 1, 1, queries);
    }

    private Tensor Forbidden() => tensor(float.NegativeInfinity, dtype: type, device: device);
}
