using Attention.Models;
using static Attention.Models.Scalars;
using static TorchSharp.torch;

namespace Attention.Measures;

/// <summary>What a measure reads of some rows of patterns. A[i,j] is the weight from query i to key j.</summary>
internal sealed class PatternRows
{
    private readonly IRowSums sums;
    private readonly long first, count;                             // of these rows, among those of the sums

    /// <summary>All rows that there are sums of.</summary>
    public PatternRows(IRowSums sums) : this(sums, 0, sums.Count)
    {
    }

    private PatternRows(IRowSums sums, long first, long count) => (this.sums, this.first, this.count) = (sums, first, count);

    /// <summary>A[i,0], [..., rows].</summary>
    public Tensor FirstKey => Here(sums.FirstKey);

    /// <summary>The largest weight of each row, [..., rows].</summary>
    public Tensor Largest => Here(sums.Largest);

    /// <summary>The entropy of each row in nats, the sum over j of -A[i,j] log A[i,j], [..., rows].</summary>
    public Tensor Entropies => EntropiesOfRest.add(Entropy(FirstKey), One);

    /// <summary>The same without key 0, added up without it: where it has nearly all weight, a difference would be rounding.</summary>
    public Tensor EntropiesOfRest => Here(sums.RestEntropy);

    /// <summary>Those of the rows that lie at or after a position.</summary>
    public PatternRows From(long position)
    {
        var skipped = Math.Clamp(position - sums.First - first, 0, count);
        return new(sums, first + skipped, count - skipped);
    }

    /// <summary>Those that lie before a position.</summary>
    public PatternRows Before(long position) => new(sums, first, Math.Clamp(position - sums.First - first, 0, count));

    /// <summary>A[i,i-k] for those rows i that have it.</summary>
    public Tensor Back(long k)
    {
        var absent = Math.Max(0, k - sums.First);                   // rows before the first that has it
        var from = Math.Max(first, absent);
        return sums.Back(k).narrow(-1, Math.Min(from, sums.Count) - Math.Min(absent, sums.Count), Math.Max(0, first + count - from));
    }

    /// <summary>The sum over j of A[i,j] for each row i, [..., rows].</summary>
    /// <param name="firstKey">The first j, 0 or 1.</param>
    public Tensor Rest(int firstKey) => firstKey > 0 ? Here(sums.Rest) : Here(sums.Rest).add(FirstKey, One);

    /// <summary>The sum over j of A[i,j] (i - j) for each row i, [..., rows].</summary>
    /// <param name="firstKey">The first j, 0 or 1.</param>
    public Tensor Distance(int firstKey)
    {
        var rest = Here(sums.RestDistance);
        if (firstKey > 0) return rest;
        var positions = Numbers.Count(count, rest.device).add_(tensor((float)(sums.First + first), device: rest.device), One);
        return rest.add(FirstKey.mul(positions), One);
    }

    /// <summary>-A log A of each weight. <c>special.entr</c> would take each logarithm by itself.</summary>
    public static Tensor Entropy(Tensor weights) => weights.clamp_min(Least).log_().mul_(weights).neg_();

    private Tensor Here(Tensor each) => each.narrow(-1, first, count);
}
