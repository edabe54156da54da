namespace Attention.Models.Layers;

/// <summary>A divisor for every pair, as GGUF files of Llama 3.1 and later carry them in <c>rope_freqs.weight</c>.</summary>
/// <param name="Divisors">hd / 2 numbers.</param>
/// <param name="Factor">What all angles are divided by besides.</param>
public sealed record DividedRopeScaling(IReadOnlyList<float> Divisors, double Factor = 1) : RopeScaling
{
    /// <inheritdoc/>
    public override double Scale(double frequency, int pair) => frequency / Factor / Divisors[pair];

    /// <summary>Whether the numbers are the same.</summary>
    /// <param name="other">Another scaling.</param>
    /// <returns>True for equal divisors and factors.</returns>
    public bool Equals(DividedRopeScaling? other) => other is not null && Factor.Equals(other.Factor)
        && Divisors.SequenceEqual(other.Divisors);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Factor, Divisors.Count, Divisors.Sum());
}
