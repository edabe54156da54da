namespace Classroom.Exercises;

/// <summary>A query for a key.</summary>
internal sealed class X1_1 : FunctionExercise<(double[][] Keys, int Wanted), Func<double[][], int, double[]>>
{
    private const double Most = .9;

    public override string Id => "X1.1";
    public override int Difficulty => 1;
    public override int Minutes => 10;
    public override string Task =>
        "Given the keys of a few tokens, find a query that puts most of the weight on one of them. The keys all have length 1 and differ. "
            + "Any query will do that gives the wanted token more than nine tenths.";
    public override string Expected => "A query as long as a key. After the softmax, the wanted token has more than .9 of the weight.";
    public override IReadOnlyList<string> Hints =>
    [
        "The weight goes to the key with the largest dot product with the query.",
        "Keys of length 1: which query has a larger dot product with a key than with all others? And how do you make the gap wider?",
        "The key itself, made longer: `[.. keys[wanted].Select(x => 100 * x)]`.",
    ];
    public override string Stub => "double[] QueryFor(double[][] keys, int wanted) => [];    // your turn";
    public override string Solution => "double[] QueryFor(double[][] keys, int wanted) => [.. keys[wanted].Select(x => 100 * x)];";
    public override string Answer => "QueryFor";
    public override string Next => "Which query spreads the weight evenly, whatever the keys are?";

    internal override IReadOnlyList<Mistake<(double[][] Keys, int Wanted)>> Mistakes =>
    [
        new("key taken as it is", "You point the right way, but the query is too short. The softmax of small gaps is nearly even.",
            given => given.Keys[given.Wanted]),
        new("counted from 1", "You point at the token before. The first token has number 0.",
            given => Longer(given.Keys[(given.Wanted + given.Keys.Length - 1) % given.Keys.Length])),
        new("query of zeros", "A query of zeros gives every key the same score. The weight is spread evenly.",
            given => new double[given.Keys[0].Length]),
        new("points away", "You point away from the key. Turn the sign round.",
            given => [.. given.Keys[given.Wanted].Select(x => -100 * x)]),
    ];

    internal override (double[][] Keys, int Wanted) Draw(Random dice)
    {
        var (count, turn) = (dice.Next(3, 6), dice.NextDouble());
        double[][] keys = [.. Enumerable.Range(0, count).Select(i => 2 * Math.PI * (i + turn) / count)
            .Select(angle => new[] { Math.Cos(angle), Math.Sin(angle) })];
        return (keys, dice.Next(count));
    }

    internal override double[] Right((double[][] Keys, int Wanted) given) => Longer(given.Keys[given.Wanted]);

    private protected override double[] Ask(Func<double[][], int, double[]> answer, (double[][] Keys, int Wanted) given) =>
        answer(given.Keys, given.Wanted);

    private protected override string Describe((double[][] Keys, int Wanted) given) => $"Token {given.Wanted} of {given.Keys.Length}";

    /// <summary>Any query that does it is as right as the one we would have taken.</summary>
    private protected override Verdict Weigh(Evidence evidence, Setting setting)
    {
        var cases = CasesOf(setting);
        Evidence seen = evidence with
        {
            Numbers =
            [.. evidence.Numbers.Select((query, i) => i < cases.Count && Does(query, cases[i]) ? Right(cases[i]) : query)]
        };
        return base.Weigh(seen, setting);
    }

    private static bool Does(double[] query, (double[][] Keys, int Wanted) given) =>
        query.Length == given.Keys[0].Length && query.All(double.IsFinite) && AttentionRow.Of(query, given.Keys)[given.Wanted] > Most;

    private static double[] Longer(double[] key) => [.. key.Select(x => 100 * x)];
}
