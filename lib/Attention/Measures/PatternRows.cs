using Attention.Models;
using static Attention.Models.Scalars;
using static TorchSharp.torch;

namespace Attention.Measures;

/// <summary>Some rows of patterns. What several measures read of them is computed once.</summary>
/// <param name="weights">[..., rows, keys]; keys after the last row may be left out.</param>
/// <param name="first">The position of the first row.</param>
internal sealed class PatternRows(Tensor weights, long first)
{
    private Tensor? entropies, sums;

    /// <summary>The weights, [..., rows, keys].</summary>
    public Tensor Weights => weights;

    /// <summary>How many rows.</summary>
    public long Count => weights.shape[^2];

    /// <summary>The entropy of each row in nats, the sum over j of -A[i,j] log A[i,j], [..., rows].</summary>
    public Tensor Entropies => entropies ??= Spread(weights).sum([-1L]).neg_();

    /// <summary>The same without key 0.</summary>
    public Tensor EntropiesOfRest => Entropies.add(Spread(weights.select(-1, 0)), One);

    /// <summary>Those of the rows that lie at or after a position.</summary>
    public PatternRows From(long position)
    {
        var skipped = Skipped(position);
        return skipped == 0 ? this : new(weights.narrow(-2, skipped, Count - skipped), first + skipped);
    }

    /// <summary>Those that lie before a position.</summary>
    public PatternRows Before(long position) => new(weights.narrow(-2, 0, Math.Clamp(position - first, 0, Count)), first);

    /// <summary>A[i,i-k] for those rows i that have it.</summary>
    public Tensor Back(long k) => weights.diagonal(first - k, -2, -1);

    /// <summary>A number of each row, without those before a position.</summary>
    /// <param name="position">The first position that counts.</param>
    /// <param name="each">[..., rows].</param>
    public Tensor From(long position, Tensor each) => each.narrow(-1, Skipped(position), Count - Skipped(position));

    /// <summary>The sum over j of A[i,j] for each row i, [..., rows].</summary>
    /// <param name="firstKey">The first j, 0 or 1.</param>
    public Tensor Rest(int firstKey) => Sums[2 * firstKey];

    /// <summary>The sum over j of A[i,j] (i - j) for each row i, [..., rows].</summary>
    /// <param name="firstKey">The first j, 0 or 1.</param>
    public Tensor Distance(int firstKey) =>
        Rest(firstKey).mul(Numbers.Count(Count, weights.device)).sub_(Sums[2 * firstKey + 1]);

    /// <summary>Weight, weight times place, and both without key 0, of each row: [4, ..., rows]. Places count from the first row, so that
    /// far from the beginning of a text the difference of two places keeps its digits.</summary>
    private Tensor Sums => sums ??= Places().matmul(weights.reshape(-1, weights.shape[^1]).t()).view([4, .. weights.shape[..^1]]);

    /// <summary>A log A. <c>special.entr</c> would take each logarithm by itself.</summary>
    private static Tensor Spread(Tensor weights) => weights.clamp_min(Least).log_().mul_(weights);

    private Tensor Places()
    {
        var keys = weights.shape[^1];
        var places = Numbers.Count(keys, weights.device).sub_(tensor((float)first, device: weights.device));
        var all = stack([ones(keys, device: weights.device), places], 0);                                   // [2, keys]
        return cat([all, cat([zeros(2, 1, device: weights.device), all.narrow(1, 1, keys - 1)], 1)], 0);
    }

    private long Skipped(long position) => Math.Clamp(position - first, 0, Count);
}
