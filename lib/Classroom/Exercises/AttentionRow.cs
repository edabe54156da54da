namespace Classroom.Exercises;

/// <summary>One row of attention, as chapter 1 computes it by hand.</summary>
internal static class AttentionRow
{
    /// <summary>softmax(q k / sqrt(d)) over the keys.</summary>
    /// <returns>A weight a key; they sum to 1.</returns>
    public static double[] Of(double[] query, double[][] keys) =>
        Softmax([.. keys.Select(key => Dot(query, key) / Math.Sqrt(query.Length))]);

    public static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    public static double[] Softmax(double[] scores)
    {
        double[] weights = [.. scores.Select(score => Math.Exp(score - scores.Max()))];
        return [.. weights.Select(weight => weight / weights.Sum())];
    }
}
