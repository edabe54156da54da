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
    /// <returns>
    /// A hook for any number of runs. A run throws <see cref="HookException"/> if the new tensor is unfit, and <see cref="HeadIndexException"/>
    /// before it begins if the model has no such layer or point. Tensors made here die with the layer: a function that keeps one, for a gradient
    /// for instance, keeps <c>tensor.clone().DetachFromDisposeScope()</c> and disposes of it. Numbers like <c>z * 0</c> make Scalars that may be
    /// freed too early: write <c>z.zero_()</c>, or multiply by a tensor.
    /// </returns>
    public static Hook At(HookPoint point, int layer, Func<Tensor, Tensor> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentOutOfRangeException.ThrowIfNegative(layer);
        return new PointHook(point, layer, change, onlyReads: false).Run;
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
        return new PointHook(point, layer, value =>
        {
            read(value.clone());
            return value;
        }, onlyReads: true).Run;
    }

    /// <summary>Several hooks as one; each sees what the one before it made.</summary>
    /// <param name="hooks">The hooks, in order.</param>
    /// <returns>One hook; with none, one that changes nothing.</returns>
    public static Hook All(params IEnumerable<Hook> hooks)
    {
        Hook[] all = [.. hooks];
        return all.Length == 1 ? all[0] : new HookChain(all).Run;
    }
}
