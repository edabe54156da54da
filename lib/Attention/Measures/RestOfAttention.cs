using Attention.Traces;

namespace Attention.Measures;

/// <summary>What the heads of each layer do with the attention that does not rest on a sink: each row without some keys, made to sum to 1
/// again.</summary>
/// <param name="Share">The share of all weight that is left, layer by layer.</param>
/// <param name="Adjacent">The share of the rest on the token before.</param>
/// <param name="Distance">The mean distance of the rest, in tokens.</param>
/// <param name="Entropy">The entropy of the rest, in nats.</param>
public sealed record RestOfAttention(double[] Share, double[] Adjacent, double[] Distance, double[] Entropy)
{
    private const double Nothing = 1e-6;      // a row with less than this left says nothing

    /// <summary>Measures a trace.</summary>
    /// <param name="trace">A trace with all heads of each layer that it kept.</param>
    /// <param name="without">The keys that are left out; none measures all weight.</param>
    /// <returns>Means over the rows and heads of each kept layer; the rows of the keys that are left out do not count.</returns>
    public static RestOfAttention Of(AttentionTrace trace, params IReadOnlyCollection<int> without)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(without);
        var rows = Enumerable.Range(0, trace.Layers.Count)
            .Select(layer => trace.OfLayer(layer).SelectMany(pattern => Rows(pattern, without)).ToArray()).ToArray();
        return new(Means(rows, row => row.Share), Means(rows, row => row.Adjacent), Means(rows, row => row.Distance),
            Means(rows, row => row.Entropy));
    }

    private static double[] Means(IEnumerable<IReadOnlyList<Row>> layers, Func<Row, double> of) =>
        [.. layers.Select(rows => rows.Select(of).DefaultIfEmpty(double.NaN).Average())];

    private static IEnumerable<Row> Rows(AttentionPattern pattern, IReadOnlyCollection<int> without)
    {
        for (var i = 1; i < pattern.Length; i++)
        {
            if (without.Contains(i)) continue;
            var kept = Enumerable.Range(0, i + 1).Where(j => !without.Contains(j))
                .Select(j => (Key: j, Weight: (double)pattern[i, j])).ToArray();
            var sum = kept.Sum(k => k.Weight);
            if (sum < Nothing) continue;
            var query = i;
            yield return new Row(
                sum, kept.Where(k => k.Key == query - 1).Sum(k => k.Weight) / sum, kept.Sum(k => k.Weight * (query - k.Key)) / sum,
                -kept.Where(k => k.Weight > 0).Sum(k => k.Weight / sum * Math.Log(k.Weight / sum)));
        }
    }

    private readonly record struct Row(double Share, double Adjacent, double Distance, double Entropy);
}
