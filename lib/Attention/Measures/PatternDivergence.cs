// Clark et al. 2019, "What Does BERT Look At?", section 6: how unlike two heads are.
using TorchSharp;
using static TorchSharp.torch;

namespace Attention.Measures;

/// <summary>How far apart two patterns of the same tokens are.</summary>
public static class PatternDivergence
{
    /// <summary>Jensen-Shannon divergence in nats, averaged over rows: 0 for equal patterns, ln 2 = 0.69 where they share no key. The first row, which has one key only, is left out.</summary>
    /// <param name="a">A pattern, [query, key].</param>
    /// <param name="b">Another of the same size.</param>
    /// <returns>A number from 0 to 0.69; 0 for a single token.</returns>
    /// <exception cref="ArgumentException">The patterns differ in size.</exception>
    public static double JensenShannon(Tensor a, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (!a.shape.SequenceEqual(b.shape)) throw new ArgumentException($"One pattern is {string.Join(" x ", a.shape)}, the other {string.Join(" x ", b.shape)}.");
        if (a.shape[0] < 2) return 0;
        using var scope = NewDisposeScope();
        var (p, q) = (a.narrow(0, 1, a.shape[0] - 1), b.narrow(0, 1, b.shape[0] - 1));
        var divergence = Entropy((p + q) / 2) - ((Entropy(p) + Entropy(q)) / 2);
        return Math.Max(0, divergence.mean().ToDouble());
    }

    private static Tensor Entropy(Tensor rows) => special.entr(rows).sum([-1L]);
}
