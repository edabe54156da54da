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

    /// <summary>-A log A in nats, [..., rows, keys].</summary>
    public Tensor Entropies => entropies ??= weights.clamp_min(Least).log_().mul_(weights).neg_();  // special.entr takes each log by itself

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
    public Tensor Rest(int firstKey) => Sums.select(-1, 2 * firstKey);

    /// <summary>The sum over j of A[i,j] (i - j) for each row i, [..., rows].</summary>
    /// <param name="firstKey">The first j, 0 or 1.</param>
    public Tensor Distance(int firstKey) =>
        Rest(firstKey).mul(Numbers.Count(Count, weights.device)).sub_(Sums.select(-1, 2 * firstKey + 1));

    /// <summary>Weight, weight times place, and both without key 0, of each row: [..., rows, 4]. Places count from the first row, so that
    /// far from the beginning of a text the difference of two places keeps its digits.</summary>
    private Tensor Sums => sums ??= weights.matmul(Columns());

    private Tensor Columns()
    {
        var keys = weights.shape[^1];
        var places = Numbers.Count(keys, weights.device).sub_(tensor((float)first, device: weights.device));
        var all = stack([ones(keys, device: weights.device), places], 1);                           // [keys, 2]
        return cat([all, cat([zeros(1, 2, device: weights.device), all.narrow(0, 1, keys - 1)], 0)], 1);
    }

    private long Skipped(long position) => Math.Clamp(position - first, 0, Count);
}
