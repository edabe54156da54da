namespace Classroom.Exercises;

/// <summary>How far two rows lie apart.</summary>
internal sealed class X3_4 : FunctionExercise<(double[] P, double[] Q), Func<double[], double[], double>>
{
    public override string Id => "X3.4";
    public override int Difficulty => 2;
    public override int Minutes => 15;
    public override string Task =>
        "Draw one head on two sentences of the same length. What stays, what moves? Put a number on it: write the Jensen-Shannon "
            + "divergence of two rows, in nats. It is the entropy of their mean, less the mean of their entropies.";
    public override string Expected => "0 for equal rows, ln 2 for rows that share no key, and the same if the two rows change places.";
    public override IReadOnlyList<string> Hints =>
    [
        "The entropy of a row is minus the sum of w ln w. A weight of 0 adds nothing.",
        "First the row in the middle: each entry is the mean of the two. Its entropy is never less than the mean of theirs.",
        "`double H(IEnumerable<double> row) => -row.Where(w => w > 0).Sum(w => w * Math.Log(w));` and then `H(p.Zip(q, (a, b) => (a + b) "
            + "/ 2)) - (H(p) + H(q)) / 2`.",
    ];
    public override string Stub => "double Divergence(double[] p, double[] q) => double.NaN;    // your turn";
    public override string Solution => """
        double H(IEnumerable<double> row) => -row.Where(w => w > 0).Sum(w => w * Math.Log(w));
        double Divergence(double[] p, double[] q) => H(p.Zip(q, (a, b) => (a + b) / 2)) - (H(p) + H(q)) / 2;
        """;
    public override string Answer => "Divergence";
    public override string Next => "Compare with `PatternDivergence.JensenShannon`. It leaves the first row out. Why?";

    internal override IReadOnlyList<Mistake<(double[] P, double[] Q)>> Mistakes =>
    [
        new("bits for nats", "This is in bits. Use `Math.Log`, which gives nats.", g => [JensenShannon(g) / Math.Log(2)]),
        new("square root", "You took the square root. That is the distance; the divergence is asked for.",
            g => [Math.Sqrt(JensenShannon(g))]),
        new("entropies not halved", "You take both entropies away in full. Take away their mean.",
            g => [Entropy(Middle(g)) - Entropy(g.P) - Entropy(g.Q)]),
        new("sign", "The sign is turned round. The entropy of the mean comes first.", g => [-JensenShannon(g)]),
        new("total variation", "This is half the sum of the gaps, the total variation. It is a good distance, but not this one.",
            g => [g.P.Zip(g.Q, (a, b) => Math.Abs(a - b)).Sum() / 2]),
    ];

    internal override (double[] P, double[] Q) Draw(Random dice)
    {
        var keys = dice.Next(3, 8);
        double[] Row() => AttentionRow.Softmax([.. Enumerable.Range(0, keys).Select(_ => 3 * dice.NextDouble())]);
        return dice.Next(4) == 0 ? (Row()[..^1] is var p ? [.. p.Select(w => w / p.Sum()), 0] : [], Row()) : (Row(), Row());
    }

    internal override double[] Right((double[] P, double[] Q) given) => [JensenShannon(given)];

    private protected override double[] Ask(Func<double[], double[], double> answer, (double[] P, double[] Q) given) =>
        [answer(given.P, given.Q)];

    private protected override string Describe((double[] P, double[] Q) given) => $"Two drawn rows of {given.P.Length} keys";

    private static double JensenShannon((double[] P, double[] Q) given) =>
        Entropy(Middle(given)) - (Entropy(given.P) + Entropy(given.Q)) / 2;

    private static double[] Middle((double[] P, double[] Q) given) => [.. given.P.Zip(given.Q, (a, b) => (a + b) / 2)];

    private static double Entropy(double[] row) => -row.Where(weight => weight > 0).Sum(weight => weight * Math.Log(weight));
}
