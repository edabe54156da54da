// Clark et al. 2019, "What Does BERT Look At?", section 6: how unlike two heads are.
using Attention.Traces;

namespace Attention.Measures;

/// <summary>How far apart two patterns of the same tokens are.</summary>
public static class PatternDivergence
{
    /// <summary>Jensen-Shannon divergence in nats, averaged over rows: 0 for equal patterns, ln 2 = 0.69 where they share no key. 
    /// The first row is left out: it has one key, so all patterns agree in it, and with it the divergence would grow with the length of the
    /// text alone.</summary>
    /// <param name="a">A pattern.</param>
    /// <param name="b">Another of the same size.</param>
    /// <returns>A number from 0 to 0.69; 0 for a single token.</returns>
    /// <exception cref="ArgumentException">The patterns differ in size.</exception>
    public static double JensenShannon(AttentionPattern a, AttentionPattern b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        a.CheckLength(b);
        if (a.Length < 2) return 0;
        var sum = 0d;
        var p = a.AsSpan()[a.Length..];
        var q = b.AsSpan()[b.Length..];
        for (var i = 0; i < p.Length; i++) sum += Entropy((p[i] + (double)q[i]) / 2) - (Entropy(p[i]) + Entropy(q[i])) / 2;
        return Math.Max(0, sum / (a.Length - 1));
    }

    /// <summary>What one weight adds to the entropy of its row.</summary>
    private static double Entropy(double weight) => weight == 0 ? 0 : -weight * Math.Log(weight);
}
