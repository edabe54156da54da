using Course.Files;
using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>A hook gave back something that the run cannot go on with.</summary>
public sealed class HookException : CourseException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="point">Where the hook was called.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="message">What is wrong with what it gave back.</param>
    public HookException(HookPoint point, int layer, string message) : base($"The hook at {point} of layer {layer} {message}") =>
        (Point, Layer) = (point, layer);

    /// <summary>Where the hook was called.</summary>
    public HookPoint Point { get; }

    /// <summary>The layer, from 0.</summary>
    public int Layer { get; }

    /// <summary>Throws unless a run can go on with what a hook gave back.</summary>
    /// <param name="point">Where.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="shape">The shape that is due.</param>
    /// <param name="changed">What it gave back; masked scores may be -inf, but not a whole row of them.</param>
    internal static void ThrowIfUnfit(HookPoint point, int layer, ReadOnlySpan<long> shape, Tensor? changed)
    {
        if (changed is null) throw new HookException(point, layer, "gave back nothing. Give back the tensor to go on with.");
        if (!shape.SequenceEqual(changed.shape))
            throw new HookException(point, layer,
                $"gave back the shape [{string.Join(", ", changed.shape)}] in place of [{string.Join(", ", shape.ToArray())}].");
        using var scope = NewDisposeScope();
        var unfit = point == HookPoint.AttnScores ? changed.isnan().logical_or(changed.isposinf()) : changed.isfinite().logical_not();
        if (unfit.sum().Number() is var count and > 0)
            throw new HookException(point, layer, $"gave back {count} numbers that are NaN or infinite.");
        if (point != HookPoint.AttnScores) return;
        if (changed.amax([-1L]).isneginf().sum().Number() is var rows and > 0)
            throw new HookException(point, layer,
                $"left {rows} rows in which every score is -inf: such a token can look at nothing, not even at itself. Leave the "
                    + $"diagonal alone.");
    }
}
