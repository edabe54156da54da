using Attention.Models;

namespace Attention.Measures;

/// <summary>
/// Tells the effects of heads from nothing although all heads were searched: each is held against the <em>largest</em> that any head
/// reaches when the signs of the inputs are flipped, which a head without an effect would not notice (Westfall and Young 1993; Nichols and
/// Holmes 2002).
/// </summary>
/// <remarks>The statistic is the mean over the root mean square, which orders heads as Student's t does.</remarks>
public sealed class SearchedHeads
{
    private const int MostExact = 12;       // inputs: beyond that not all flips are tried
    private const int Draws = 1 << (MostExact - 1);

    private readonly HeadIndex[] heads;
    private readonly Dictionary<HeadIndex, double> strength;
    private readonly double[] largest;      // in each flip

    private SearchedHeads(HeadScoreSample sample)
    {
        heads = [.. sample.Mean.All().Select(score => score.Head)];
        double[][] unit = [.. heads.Select(head => Unit([.. sample.Each.Select(table => (double)table[head])]))];
        strength = heads.Zip(unit).ToDictionary(pair => pair.First, pair => Math.Abs(pair.Second.Sum()));
        largest = [.. Flips(sample.Each.Count)
            .Select(signs => unit.Max(values => Math.Abs(values.Zip(signs, (value, sign) => value * sign).Sum())))];
    }

    /// <summary>How many heads were searched.</summary>
    public int Count => heads.Length;

    /// <summary>Holds the effects of all heads of a sample against chance.</summary>
    /// <param name="sample">An effect of each head on each input, 0 if it has none; five inputs at least, or nothing can be told.</param>
    /// <returns>The answer for each head.</returns>
    public static SearchedHeads Of(HeadScoreSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return new(sample);
    }

    /// <summary>How often chance alone would show an effect as clear as a head's somewhere among all heads.</summary>
    /// <param name="head">The head.</param>
    /// <returns>The corrected p value of both sides, from 1/2^(inputs - 1) to 1.</returns>
    /// <exception cref="HeadIndexException">It is not among the heads of the sample.</exception>
    public double P(HeadIndex head)
    {
        if (!strength.TryGetValue(head, out var own))
            throw new HeadIndexException(
                $"Head {head} is not among the {heads.Length} heads that were searched ({heads[0]} to {heads[^1]}).");
        return largest.Count(value => value >= own - 1e-9) / (double)largest.Length;
    }

    /// <summary>The heads whose effect is told from nothing.</summary>
    /// <param name="level">In how many of a hundred searches one head may be named by chance, as a share.</param>
    /// <returns>In the order of the model.</returns>
    public IReadOnlyList<HeadIndex> Clear(double level = .05) => [.. heads.Where(head => P(head) <= level)];

    /// <summary>Values whose sum is the mean over the root mean square: 1 where all are the same, 0 where all are nothing.</summary>
    private static double[] Unit(double[] values)
    {
        var scale = Math.Sqrt(values.Length * values.Sum(value => value * value));
        return [.. values.Select(value => scale > 0 ? value / scale : 0)];
    }

    /// <summary>All ways to flip signs, the first input's kept since both sides count; at random where they are too many.</summary>
    private static IEnumerable<double[]> Flips(int inputs)
    {
        var random = new Random(1);
        var count = inputs <= MostExact ? 1 << (inputs - 1) : Draws;
        for (var flip = 0; flip < count; flip++)
            yield return [.. Enumerable.Range(0, inputs).Select(i =>
                flip == 0 || i == 0 ? 1.0 : (inputs <= MostExact ? (flip >> (i - 1)) & 1 : random.Next(2)) == 0 ? 1.0 : -1.0)];
    }
}
