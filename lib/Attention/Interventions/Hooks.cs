using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>Makes hooks for a run: <c>model.Run(text, Hooks.At(HookPoint.Pattern, 5, p => p.tril(-1)))</c>. What they change ends with the
/// run.</summary>
public static class Hooks
{
    private const float Unreachable = -1e9f;       // softmax makes 0 of it, in bf16 too

    /// <summary>A hook that changes one point of one layer.</summary>
    /// <param name="point">Where; <see cref="HookPoint"/> says which shape comes by.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="change">From the tensor there to the one to go on with: same shape, finite (masked <see cref="HookPoint.AttnScores"/>
    /// may be -inf).</param>
    /// <returns>
    /// A hook for any number of runs. A run throws <see cref="HookException"/> if the new tensor is unfit, and
    /// <see cref="HeadIndexException"/> before it begins if the model has no such layer or point. Tensors made here die with the layer: a
    /// function that keeps one, for a gradient for instance, keeps <c>tensor.clone().DetachFromDisposeScope()</c> and disposes of it.
    /// Numbers like <c>z * 0</c> make Scalars that may be freed too early: write <c>z.zero_()</c>, or multiply by a tensor.
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

    /// <summary>A hook that keeps one part of a layer from adding anything to one position.</summary>
    /// <param name="point"><see cref="HookPoint.MlpOut"/> or <see cref="HookPoint.AttnOut"/>.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="position">The position, from 0; texts that are shorter stay as they are.</param>
    /// <returns>A hook for any number of runs.</returns>
    public static Hook Silence(HookPoint point, int layer, int position) => Silence(point, layer, [position]);

    /// <summary>The same at a position of its own in each sequence of a batch.</summary>
    /// <param name="point"><see cref="HookPoint.MlpOut"/> or <see cref="HookPoint.AttnOut"/>.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="positions">A position for each sequence, from 0, or one for all; sequences that are shorter stay as they are.</param>
    /// <returns>A hook for any number of runs on as many sequences; it throws <see cref="HookException"/> on a batch of others.</returns>
    public static Hook Silence(HookPoint point, int layer, IReadOnlyList<int> positions)
    {
        ArgumentNullException.ThrowIfNull(positions);
        if (point is not (HookPoint.MlpOut or HookPoint.AttnOut))
            throw new ArgumentException($"{point} is no point at which a part adds to the stream.", nameof(point));
        foreach (var position in positions) ArgumentOutOfRangeException.ThrowIfNegative(position);
        return At(point, layer, value =>
        {
            if (positions.Count != 1 && positions.Count != value.shape[0])
                throw new HookException(point, layer, $"has {value.shape[0]} sequences for {positions.Count} positions.");
            var places = Enumerable.Range(0, (int)value.shape[1]);
            var keep = positions.SelectMany(position => places.Select(i => i == position ? 0f : 1f)).ToArray();
            return value.mul(tensor(keep, dtype: value.dtype, device: value.device).view(positions.Count, -1, 1));       // [B, T, D]
        });
    }

    /// <summary>A hook that forbids every later position to look at some positions, in all heads of all layers or of some (attention
    /// knockout, Geva et al. 2023).</summary>
    /// <param name="keys">The forbidden positions; each may still look at itself.</param>
    /// <param name="fromLayer">The first layer in which they are forbidden.</param>
    /// <param name="untilLayer">The first layer in which they are allowed again; by default none.</param>
    /// <returns>A hook for any number of runs.</returns>
    public static Hook Forbid(IReadOnlyCollection<int> keys, int fromLayer = 0, int untilLayer = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return (point, layer, value) =>
        {
            if (point != HookPoint.AttnScores || layer < fromLayer || layer >= untilLayer) return value;
            var T = (int)value.shape[^1];
            var unseen = new float[T * T];
            foreach (var key in keys.Where(key => key < T))
                for (var i = key + 1; i < T; i++) unseen[i * T + key] = Unreachable;
            return value.add(tensor(unseen, dtype: value.dtype, device: value.device).view(T, T), Scalars.One);
        };
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
