namespace Classroom.Exercises;

/// <summary>A row of attention by hand.</summary>
internal sealed class X1_2 : FunctionExercise<(double[] Query, double[][] Keys), Func<double[], double[][], double[]>>
{
    public override string Id => "X1.2";
    public override int Difficulty => 2;
    public override int Minutes => 10;
    public override string Task =>
        "Compute a row of attention from a query and the keys: dot products, divided by the root of the length, then softmax. Then "
            + "multiply the query by 10 and by 0.1 and watch the row. What would a head that is sure look like?";
    public override string Expected => "One weight for each key. The weights sum to 1.";
    public override IReadOnlyList<string> Hints =>
    [
        "Three steps: a score for each key, the exponential of each score, and each of these over their sum.",
        "The score of a key is the sum of `query[i] * key[i]`, divided by `Math.Sqrt(query.Length)`.",
        "`var e = keys.Select(k => Math.Exp(k.Zip(query, (x, y) => x * y).Sum() / Math.Sqrt(query.Length))).ToArray();` and then each of "
            + "`e` over `e.Sum()`.",
    ];
    public override string Stub => "double[] RowOfWeights(double[] query, double[][] keys) => [];    // your turn";
    public override string Solution => """
        double[] RowOfWeights(double[] query, double[][] keys)
        {
            double Score(double[] key) => key.Zip(query, (x, y) => x * y).Sum() / Math.Sqrt(query.Length);
            double[] e = [.. keys.Select(key => Math.Exp(Score(key)))];
            return [.. e.Select(x => x / e.Sum())];
        }
        """;
    public override string Answer => "RowOfWeights";
    public override string Next =>
        "A longer query makes the row sharper. So does a longer key. Could you tell the two apart from the row alone?";

    internal override IReadOnlyList<Mistake<(double[] Query, double[][] Keys)>> Mistakes =>
    [
        new("not divided by the root", "Your rows are too sharp. The scores are not divided by the root of the length.",
            given => AttentionRow.Softmax(Scores(given))),
        new("divided by the length", "Your rows are too flat. Divide by the root of the length, not by the length.",
            given => AttentionRow.Softmax([.. Scores(given).Select(score => score / given.Query.Length)])),
        new("softmax over the wrong axis",
            "This is a softmax over the wrong axis. You compare the parts of a key with each other, where the keys are to be compared.",
            OverTheWrongAxis),
        new("no softmax", "These are scores, not weights. The softmax is missing.",
            given => [.. Scores(given).Select(score => score / Math.Sqrt(given.Query.Length))]),
        new("no exponential", "You divide the scores by their sum. Take the exponential of each score first.",
            given => [.. Scores(given).Select(score => score / Scores(given).Sum())]),
        new("not divided by the sum", "Your weights do not sum to 1. Divide each exponential by the sum of them all.",
            given => [.. Scores(given).Select(score => Math.Exp(score / Math.Sqrt(given.Query.Length)))]),
    ];

    internal override (double[] Query, double[][] Keys) Draw(Random dice)
    {
        var (d, count) = (dice.Next(2, 5), dice.Next(3, 6));
        double[] Vector() => [.. Enumerable.Range(0, d).Select(_ => 4 * dice.NextDouble() - 2)];
        return (Vector(), [.. Enumerable.Range(0, count).Select(_ => Vector())]);
    }

    internal override double[] Right((double[] Query, double[][] Keys) given) => AttentionRow.Of(given.Query, given.Keys);

    private protected override double[] Ask(Func<double[], double[][], double[]> answer, (double[] Query, double[][] Keys) given) =>
        answer(given.Query, given.Keys);

    private protected override string Describe((double[] Query, double[][] Keys) given) =>
        $"A query of length {given.Query.Length} and {given.Keys.Length} keys";

    private static double[] Scores((double[] Query, double[][] Keys) given) =>
        [.. given.Keys.Select(key => AttentionRow.Dot(given.Query, key))];

    /// <summary>Each product q[i] k[i] is made a share of its own key; then the shares of part 0 are read off as if they were
    /// weights.</summary>
    private static double[] OverTheWrongAxis((double[] Query, double[][] Keys) given) =>
        [.. given.Keys.Select(key => AttentionRow.Softmax([.. key.Zip(given.Query, (x, y) => x * y / Math.Sqrt(given.Query.Length))])[0])];
}
