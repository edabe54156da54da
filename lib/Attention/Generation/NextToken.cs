namespace Attention.Generation;

/// <summary>Chooses the next token by its logits.</summary>
/// <param name="options">How.</param>
internal sealed class NextToken(GenerationOptions options)
{
    private readonly Random random = new(options.Seed);

    /// <summary>One choice.</summary>
    /// <param name="logits">V numbers.</param>
    /// <returns>The token, and the probability that the model gives it.</returns>
    public (int Id, double Probability) Choose(float[] logits)
    {
        var plain = Softmax(logits, 1);
        var id = options.Temperature == 0 ? Array.IndexOf(logits, logits.Max()) : Drawn(Softmax(logits, options.Temperature));
        return (id, plain[id]);
    }

    private int Drawn(double[] probabilities)
    {
        int[] order = [.. Enumerable.Range(0, probabilities.Length).OrderByDescending(id => probabilities[id])];
        var (kept, mass) = (0, 0d);
        while (kept < order.Length && mass < options.TopP) mass += probabilities[order[kept++]];
        var left = random.NextDouble() * mass;
        foreach (var id in order[..kept])
            if ((left -= probabilities[id]) <= 0) return id;
        return order[Math.Max(0, kept - 1)];
    }

    private static double[] Softmax(float[] logits, double temperature)
    {
        var largest = logits.Max();
        double[] weights = [.. logits.Select(logit => Math.Exp((logit - largest) / temperature))];
        var sum = weights.Sum();
        for (var i = 0; i < weights.Length; i++) weights[i] /= sum;
        return weights;
    }
}
