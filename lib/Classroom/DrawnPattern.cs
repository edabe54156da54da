using Attention.Traces;

namespace Classroom;

/// <summary>Attention patterns that nobody has seen before.</summary>
internal static class DrawnPattern
{
    /// <summary>A causal pattern: every row sums to 1 and gives nothing to what comes later.</summary>
    /// <param name="dice">What draws it.</param>
    /// <param name="length">Tokens, T.</param>
    /// <returns>T x T weights.</returns>
    public static AttentionPattern Of(Random dice, int length)
    {
        var weights = new float[length, length];
        for (var i = 0; i < length; i++)
        {
            double[] row = [.. Enumerable.Range(0, i + 1).Select(_ => Math.Exp(2 * dice.NextDouble()))];
            for (var j = 0; j <= i; j++) weights[i, j] = (float)(row[j] / row.Sum());
        }
        return AttentionPattern.Of(weights);
    }
}
