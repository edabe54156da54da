using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Measures;

/// <summary>Some rows of patterns.</summary>
/// <param name="Weights">[..., rows, keys]; keys after the last row may be left out.</param>
/// <param name="First">The position of the first row.</param>
internal readonly record struct PatternRows(Tensor Weights, long First)
{
    /// <summary>How many rows.</summary>
    public long Count => Weights.shape[^2];

    /// <summary>Those of the rows that lie at or after a position.</summary>
    public PatternRows From(long position)
    {
        var skipped = Math.Clamp(position - First, 0, Count);
        return skipped == 0 ? this : new(Weights.narrow(-2, skipped, Count - skipped), First + skipped);
    }

    /// <summary>Those that lie before a position.</summary>
    public PatternRows Before(long position) => this with { Weights = Weights.narrow(-2, 0, Math.Clamp(position - First, 0, Count)) };

    /// <summary>The weights of keys from one on, [..., rows, keys].</summary>
    public Tensor KeysFrom(long key) => Weights.narrow(-1, key, Weights.shape[^1] - key);

    /// <summary>A[i,i-k] for those rows i that have it.</summary>
    public Tensor Back(long k) => Weights.diagonal(First - k, -2, -1);

    /// <summary>The positions of rows and keys apart, i - j, [rows, keys from one on].</summary>
    public Tensor Distances(long firstKey)
    {
        var i = Numbers.Count(First + Count, Weights.device).narrow(0, First, Count);
        return i.unsqueeze(1).sub(Numbers.Count(Weights.shape[^1], Weights.device).narrow(0, firstKey, Weights.shape[^1] - firstKey));
    }
}
