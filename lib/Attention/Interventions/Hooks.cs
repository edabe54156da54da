using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>Makes hooks for a run: <c>model.Run(text, Hooks.At(HookPoint.Pattern, 5, p => p.tril(-1)))</c>. What they change ends with the run.</summary>
public static class Hooks
{
    /// <summary>A hook that changes one point of one layer.</summary>
    /// <param name="point">Where; <see cref="HookPoint"/> says which shape comes by.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="change">From the tensor there to the one to go on with: same shape, finite (masked <see cref="HookPoint.AttnScores"/> may be -inf).</param>
    /// <returns>A hook for any number of runs; it throws <see cref="HookException"/> if the new tensor is unfit.</returns>
    public static Hook At(HookPoint point, int layer, Func<Tensor, Tensor> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentOutOfRangeException.ThrowIfNegative(layer);
        return (p, l, value) => p == point && l == layer ? Checked(p, l, value, change(value)) : value;
    }

    /// <summary>A hook that looks at one point of one layer.</summary>
    /// <param name="point">Where.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="read">Gets a copy of the tensor, which dies with the layer.</param>
    /// <returns>A hook for any number of runs.</returns>
    public static Hook Read(HookPoint point, int layer, Action<Tensor> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentOutOfRangeException.ThrowIfNegative(layer);
        return (p, l, value) =>
        {
            if (p == point && l == layer) read(value.clone());
            return value;
        };
    }

    /// <summary>Several hooks as one; each sees what the one before it made.</summary>
    /// <param name="hooks">The hooks, in order.</param>
    /// <returns>One hook; with none, one that changes nothing.</returns>
    public static Hook All(params IEnumerable<Hook> hooks)
    {
        Hook[] all = [.. hooks];
        return (point, layer, value) => all.Aggregate(value, (current, hook) => hook(point, layer, current));
    }

    private static Tensor Checked(HookPoint point, int layer, Tensor old, Tensor changed)
    {
        if (changed is null) throw new HookException(point, layer, "gave back nothing. Give back the tensor to go on with.");
        if (!changed.shape.SequenceEqual(old.shape))
            throw new HookException(point, layer, $"gave back the shape [{string.Join(", ", changed.shape)}] in place of [{string.Join(", ", old.shape)}].");
        var unfit = point == HookPoint.AttnScores ? changed.isnan().logical_or(changed.isposinf()) : changed.isfinite().logical_not();
        if (unfit.any().Number() > 0)
            throw new HookException(point, layer, $"gave back {unfit.sum().Number()} numbers that are NaN or infinite.");
        return changed.to_type(old.dtype);
    }
}
