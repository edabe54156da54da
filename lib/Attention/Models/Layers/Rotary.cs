using static Attention.Models.Scalars;
using static TorchSharp.torch;

namespace Attention.Models.Layers;

/// <summary>Rotary positions (Su et al. 2021): the halves of a head's vector, or of its first numbers, are turned against each other by an
/// angle that grows with the position. Turns nothing where positions are learned.</summary>
public sealed class Rotary : IDisposable
{
    private const int FirstLength = 256;
    private readonly Lock growing = new();
    // a thread may still read a shorter one, so all live until Dispose; each is twice the one before
    private readonly List<Table> tables = [];
    private readonly float[] frequencies;
    private readonly int context;
    private readonly (ScalarType Type, Device Device) place;
    private volatile Table? longest;

    /// <summary>Makes the turn of a model's heads.</summary>
    /// <param name="config">The shape; its context only says how long a table may become.</param>
    /// <param name="type">The type that queries and keys have.</param>
    /// <param name="device">Where they lie.</param>
    /// <param name="layer">A layer that turns so: those with a window may have angles of their own, and some turn nothing.</param>
    public Rotary(TransformerConfig config, ScalarType type, Device device, int layer = 0)
    {
        ArgumentNullException.ThrowIfNull(config);
        (place, context) = ((type, device), config.MaxPositionEmbeddings);
        frequencies = config.Turns(layer) ? [.. Turned(config, layer).Select(frequency => (float)frequency)] : [];
    }

    /// <summary>How far each pair of numbers turns from one token to the next.</summary>
    /// <param name="config">The shape.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <returns>hd / 2 angles in radians, the fastest first; 0 for pairs that do not turn, so for all where positions are learned or the
    /// layer knows none.</returns>
    public static IReadOnlyList<double> FrequenciesOf(TransformerConfig config, int layer = 0)
    {
        ArgumentNullException.ThrowIfNull(config);
        var turned = config.Turns(layer) ? Turned(config, layer) : [];
        return [.. turned, .. new double[config.HeadDim / 2 - turned.Length]];
    }

    private static double[] Turned(TransformerConfig config, int layer)
    {
        var local = config.LocalRopeTheta is not null && config.WindowOf(layer) > 0;
        var (theta, width) = (local ? config.LocalRopeTheta!.Value : config.RopeTheta, config.RotaryDim ?? config.HeadDim);
        var plain = Enumerable.Range(0, config.TurnedNumbers / 2).Select(pair => Math.Pow(theta, -2.0 * pair / width));
        return config.RopeScaling is { } scaling && !local ? [.. plain.Select(scaling.Scale)] : [.. plain];
    }

    /// <summary>Turns each vector by its position.</summary>
    /// <param name="x">[..., T, hd], the first at position 0.</param>
    /// <returns>[..., T, hd].</returns>
    public Tensor Turn(Tensor x) => TurnFrom(x, 0);

    /// <summary>Turns each vector by its position.</summary>
    /// <param name="x">[..., T, hd].</param>
    /// <param name="first">The position of the first.</param>
    /// <returns>[..., T, hd].</returns>
    internal Tensor TurnFrom(Tensor x, long first)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (frequencies.Length == 0) return x;
        var T = x.shape[^2];
        var table = TableFor(first + T);
        return Turn(x, table.Cos.narrow(0, first, T), table.Sin.narrow(0, first, T));
    }

    /// <summary>How far the first positions turn each pair of numbers; null where nothing turns.</summary>
    /// <param name="tokens">How many positions.</param>
    /// <returns>[tokens, pairs] each.</returns>
    internal (Tensor Cos, Tensor Sin)? AnglesOf(long tokens)
    {
        if (frequencies.Length == 0) return null;
        var table = TableFor(tokens);
        Tensor SecondHalf(Tensor all) => all.narrow(0, 0, tokens).narrow(1, frequencies.Length, frequencies.Length);    // of plain sign
        return (SecondHalf(table.Cos), SecondHalf(table.Sin));
    }

    /// <summary>Turns all vectors as far as a number of positions would.</summary>
    /// <param name="x">[..., hd].</param>
    /// <param name="distance">How many positions.</param>
    /// <returns>[..., hd].</returns>
    public Tensor Turn(Tensor x, double distance)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (frequencies.Length == 0) return x;
        var angle = tensor([.. frequencies.Concat(frequencies).Select(frequency => (float)(distance * frequency))], device: x.device);
        return Turn(x, angle.cos(), Signed(angle.sin()));
    }

    /// <summary>Frees the tables.</summary>
    public void Dispose()
    {
        foreach (var table in tables) table.Dispose();
    }

    private static Tensor Turn(Tensor x, Tensor cos, Tensor sin)
    {
        var (width, turned) = (x.shape[^1], cos.shape[^1]);
        if (turned < width) return cat([Turn(x.narrow(-1, 0, turned), cos, sin), x.narrow(-1, turned, width - turned)], -1);
        return x.mul(cos).addcmul_(x.roll(turned / 2, -1), sin, One);                                       // halves changed about
    }

    /// <summary>The first half turns the other way: sines below 0 take its sign on.</summary>
    private static Tensor Signed(Tensor sin)
    {
        var half = sin.chunk(2, -1);
        return cat([half[0].neg(), half[1]], -1);
    }

    private Table TableFor(long length)
    {
        if (longest is { } table && table.Cos.shape[0] >= length) return table;
        lock (growing)
        {
            if (longest is { } grown && grown.Cos.shape[0] >= length) return grown;
            var doubled = Math.Max(FirstLength, 2 * (longest?.Cos.shape[0] ?? 0));
            longest = NewTable(Math.Max(length, Math.Min(context, doubled)));
            tables.Add(longest);
            return longest;
        }
    }

    private Table NewTable(long length)
    {
        using var ordinary = inference_mode(false);          // a table made while tracing serves training too
        using var scope = NewDisposeScope();
        var angle = outer(Numbers.Count(length, CPU), tensor(frequencies));                 // [length, hd / 2]
        angle = cat([angle, angle], 1);
        Tensor Kept(Tensor values) => values.to(place.Type, place.Device).DetachFromDisposeScope();
        return new(Kept(angle.cos()), Kept(Signed(angle.sin())));
    }

    /// <summary>Cosines and signed sines by position, [length, hd].</summary>
    private sealed record Table(Tensor Cos, Tensor Sin) : IDisposable
    {
        public void Dispose()
        {
            Cos.Dispose();
            Sin.Dispose();
        }
    }
}
