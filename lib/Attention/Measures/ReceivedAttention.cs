using Attention.Traces;
using Course.Files;

namespace Attention.Measures;

/// <summary>How much each token of a text is looked at by the tokens after it.</summary>
/// <param name="Values">The mean weight from later positions, over the heads of a layer: [layer][position]; 0 for the last
/// position.</param>
public sealed record ReceivedAttention(IReadOnlyList<double[]> Values)
{
    private const int FewestViewers = 8;

    /// <summary>Measures a trace.</summary>
    /// <param name="trace">A trace with all heads of each layer that it kept.</param>
    /// <returns>A row for each kept layer.</returns>
    public static ReceivedAttention Of(AttentionTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        return new([.. Enumerable.Range(0, trace.Layers.Count).Select(layer => OfLayer(AttentionPattern.Mean(trace.OfLayer(layer))))]);
    }

    /// <summary>The position after the first that draws most weight in some layers: a second sink, where there is one.</summary>
    /// <param name="layers">Places in <see cref="Values"/>.</param>
    /// <returns>The position, among those with at least eight later ones; 0 where the text has fewer.</returns>
    /// <exception cref="WrongUseException">The trace has none of these layers.</exception>
    public int SecondSink(Range layers)
    {
        var rows = Rows(layers);
        return Enumerable.Range(1, Math.Max(0, rows[0].Length - 1 - FewestViewers)).DefaultIfEmpty(0)
            .MaxBy(key => rows.Average(row => row[key]));
    }

    /// <summary>The weight that a position gets, averaged over some layers.</summary>
    /// <param name="layers">Places in <see cref="Values"/>.</param>
    /// <param name="position">The position, from 0.</param>
    /// <returns>The mean weight from later positions, 0-1.</returns>
    /// <exception cref="WrongUseException">The trace has none of these layers.</exception>
    public double Mean(Range layers, int position) => Rows(layers).Average(row => row[position]);

    private double[][] Rows(Range layers) => Values.Take(layers).ToArray() is { Length: > 0 } rows ? rows
        : throw new WrongUseException($"Layers {layers} were asked for; this trace has {Values.Count}, from 0 on.");

    private static double[] OfLayer(AttentionPattern mean)
    {
        var T = mean.Length;
        return [.. Enumerable.Range(0, T)
            .Select(key => Enumerable.Range(key + 1, T - 1 - key).Select(query => (double)mean[query, key]).DefaultIfEmpty(0).Average())];
    }
}
