namespace Classroom.Exercises;

/// <summary>How far two heads are apart when the sink is left out.</summary>
internal sealed class X5_2 : FunctionExercise<(double[] P, double[] Q), Func<double[], double[], double>>
{
    public override string Id => "X5.2";
    public override int Difficulty => 2;
    public override int Minutes => 15;
    public override string Task =>
        "Two induction heads agree on prose: both rest on the first token. Do they agree on the rest? Write how far two rows are apart "
            + "with the first token left out: take it away, make each row sum to 1 again, and sum up half of the differences. Then use it "
            + "on two heads on prose and on repetition.";
    public override string Expected =>
        "A number from 0, for rows that are alike past the first token, to 1, for rows that share no other token.";
    public override IReadOnlyList<string> Hints =>
    [
        "`row[1..]` is a row without its first token.",
        "Divide each of its weights by their sum. Then compare the two rows place by place.",
        "`double[] Rest(double[] row) => [.. row[1..].Select(w => w / row[1..].Sum())];` and then `Rest(p).Zip(Rest(q), (x, y) => "
            + "Math.Abs(x - y)).Sum() / 2`.",
    ];
    public override string Stub => "double ApartWithoutFirst(double[] p, double[] q) => double.NaN;    // your turn";
    public override string Solution => """
        double ApartWithoutFirst(double[] p, double[] q)
        {
            double[] Rest(double[] row) => [.. row[1..].Select(w => w / row[1..].Sum())];
            return Rest(p).Zip(Rest(q), (x, y) => Math.Abs(x - y)).Sum() / 2;
        }
        """;
    public override string Answer => "ApartWithoutFirst";
    public override string Next =>
        "`HeadSimilarity.Of(model, batch, heads)` compares whole patterns. Does a pair that agrees on prose agree on repetition?";

    internal override IReadOnlyList<Mistake<(double[] P, double[] Q)>> Mistakes =>
    [
        new("first token counted", "The first token is still in. Two heads that rest on it look alike because of it.",
            g => [Apart(g.P, g.Q)]),
        new("not made to sum to 1", "Your rows do not sum to 1 after the first token is gone. Divide by what is left.",
            g => [Apart(g.P[1..], g.Q[1..])]),
        new("not halved", "Your number goes up to 2. Each difference is counted in both rows: take half.",
            g => [2 * Apart(Rest(g.P), Rest(g.Q))]),
        new("signed differences", "Your differences cancel each other. Take each without its sign.",
            g => [Rest(g.P).Zip(Rest(g.Q), (x, y) => x - y).Sum() / 2]),
        new("largest difference", "You take the largest difference. All of them are to be summed up.",
            g => [Rest(g.P).Zip(Rest(g.Q), (x, y) => Math.Abs(x - y)).Max()]),
    ];

    internal override (double[] P, double[] Q) Draw(Random dice)
    {
        var count = dice.Next(5, 9);
        double[] Row() => AttentionRow.Softmax([.. Enumerable.Range(0, count).Select(i => 4 * dice.NextDouble() + (i == 0 ? 3 : 0))]);
        return (Row(), Row());
    }

    internal override double[] Right((double[] P, double[] Q) given) => [Apart(Rest(given.P), Rest(given.Q))];

    private protected override double[] Ask(Func<double[], double[], double> answer, (double[] P, double[] Q) given) =>
        [answer(given.P, given.Q)];

    private protected override string Describe((double[] P, double[] Q) given) => $"Two drawn rows of {given.P.Length} weights";

    private static double[] Rest(double[] row) => [.. row[1..].Select(weight => weight / row[1..].Sum())];

    private static double Apart(double[] p, double[] q) => p.Zip(q, (x, y) => Math.Abs(x - y)).Sum() / 2;
}
