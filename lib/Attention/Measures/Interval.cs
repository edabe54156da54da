using System.Globalization;

namespace Attention.Measures;

/// <summary>A measured value and the 95 % interval that says how far it depends on the inputs that happened to be drawn.</summary>
/// <param name="Mean">The value.</param>
/// <param name="Low">The lower end of the interval.</param>
/// <param name="High">The upper end.</param>
public readonly record struct Interval(double Mean, double Low, double High) : IFormattable
{
    private const double Z = 1.959964;    // of a normal distribution 95 % lie within so many standard deviations

    /// <summary>The mean of some values, and by how much it would move with other inputs: the bootstrap over inputs (Efron 1979),
    /// percentile method.</summary>
    /// <param name="values">A value for each input, at least one; of a single one the interval has no width, and says nothing.</param>
    /// <param name="draws">How often the inputs are drawn anew.</param>
    /// <param name="seed">Same seed, same interval.</param>
    /// <returns>The mean and its interval.</returns>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static Interval OfMean(IReadOnlyList<double> values, int draws = 2000, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        if (values.Count == 0) throw new ArgumentException("There is no value to take a mean of.", nameof(values));
        var random = new Random(seed);
        var means = new double[draws];
        for (var d = 0; d < draws; d++)
        {
            var sum = 0.0;
            for (var i = 0; i < values.Count; i++) sum += values[random.Next(values.Count)];
            means[d] = sum / values.Count;
        }
        Array.Sort(means);
        return new(values.Average(), means[(int)(.025 * (draws - 1))], means[(int)Math.Ceiling(.975 * (draws - 1))]);
    }

    /// <summary>The mean over inputs of what is measured on each, with its bootstrap interval.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="measure">What is measured on one.</param>
    /// <returns>The mean and its interval.</returns>
    public static Interval Over<T>(IEnumerable<T> inputs, Func<T, double> measure) => OfMean([.. inputs.Select(measure)]);

    /// <summary>A share of cases, with Wilson's interval (1927), which holds for few cases and for shares near 0 and 1 too.</summary>
    /// <param name="hits">How many of the cases.</param>
    /// <param name="cases">Of how many, at least one.</param>
    /// <returns>The share and its interval, all within 0-1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer cases than hits, or none.</exception>
    public static Interval OfShare(int hits, int cases)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cases, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, cases);
        var (n, share) = ((double)cases, hits / (double)cases);
        var middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n);
        var half = Z / (1 + Z * Z / n) * Math.Sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        return new(share, Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    /// <summary>Whether another value lies in the interval: then the two are not told apart by these inputs.</summary>
    /// <param name="value">The other value.</param>
    /// <returns>True also at its ends.</returns>
    public bool Contains(double value) => Low <= value && value <= High;

    /// <summary>The value and its interval.</summary>
    /// <returns>Such as "5.83 (4.91 to 6.74)".</returns>
    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    /// <summary>The value and its interval in one number format.</summary>
    /// <param name="format">The .NET format of the three numbers; two decimals if empty.</param>
    /// <param name="formatProvider">The culture.</param>
    /// <returns>Such as "5.83 (4.91 to 6.74)".</returns>
    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        var numbers = string.IsNullOrEmpty(format) ? "0.00;-0.00;0.00" : format;      // the third part is for what rounds to zero
        string Written(double number) => number.ToString(numbers, formatProvider);
        return $"{Written(Mean)} ({Written(Low)} to {Written(High)})";
    }
}
