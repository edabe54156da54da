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
        bool[] kept = [.. Enumerable.Range(0, pattern.Length).Select(key => !without.Contains(key))];
        for (var i = 1; i < pattern.Length; i++)
            if (kept[i] && Row.Of(pattern.AsSpan().Slice(i * pattern.Length, i + 1), kept) is { } row) yield return row;
    }

    private readonly record struct Row(double Share, double Adjacent, double Distance, double Entropy)
    {
        /// <summary>Measures the weights of a query, which stands at the last of them; null where next to nothing is left.</summary>
        public static Row? Of(ReadOnlySpan<float> weights, bool[] kept)
        {
            var (query, sum, distance, entropy) = (weights.Length - 1, 0.0, 0.0, 0.0);
            for (var j = 0; j <= query; j++)
            {
                if (!kept[j]) continue;
                sum += weights[j];
                distance += (double)weights[j] * (query - j);
            }
            if (sum < Nothing) return null;
            for (var j = 0; j <= query; j++)
                if (kept[j] && weights[j] > 0) entropy -= weights[j] / sum * Math.Log(weights[j] / sum);
            return new(sum, kept[query - 1] ? weights[query - 1] / sum : 0, distance / sum, entropy);
        }
    }
}
