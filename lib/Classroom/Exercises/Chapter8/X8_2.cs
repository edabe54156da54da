namespace Classroom.Exercises;

/// <summary>Addresses do not travel.</summary>
internal sealed class X8_2 : FunctionExercise<(double[][] First, double[][] Second), Func<double[][], double[][], double[]>>
{
    public override string Id => "X8.2";
    public override int Difficulty => 2;
    public override int Minutes => 15;
    public override string Task =>
        "Two models of one recipe and other seeds: stories-6l and stories-6l-seed2. Which lines of their reports are alike, and which "
            + "addresses? Write two numbers from the scores of both, by layer and head: what the best head of the first model scores at "
            + "the same address in the second, and what the second model's own best scores.";
    public override string Expected => "Two numbers. The second one is as large as the first or larger.";
    public override IReadOnlyList<string> Hints =>
    [
        "Find the address of the largest score in the first model: a layer and a head.",
        "Read the second model at that address. Then find its own largest score.",
        "`first.SelectMany((row, l) => row.Select((score, h) => (score, l, h))).MaxBy(x => x.score)` gives the address. `second.Max(row "
            + "=> row.Max())` is the other number.",
    ];
    public override string Stub => "double[] SameAddress(double[][] first, double[][] second) => [];    // your turn";
    public override string Solution => """
        double[] SameAddress(double[][] first, double[][] second)
        {
            var (_, l, h) = first.SelectMany((row, l) => row.Select((score, h) => (score, l, h))).MaxBy(x => x.score);
            return [second[l][h], second.Max(row => row.Max())];
        }
        """;
    public override string Answer => "SameAddress";
    public override string Next =>
        "An address is an accident, a type is not. What would you have to publish so that others can check your head?";

    internal override IReadOnlyList<Mistake<(double[][] First, double[][] Second)>> Mistakes =>
    [
        new("order", "The two numbers have changed places. First the score at the same address.", g => [Right(g)[1], Right(g)[0]]),
        new("first model's score", "Your first number is the score in the first model. Read the second one at that address.",
            g => [g.First.Max(row => row.Max()), Right(g)[1]]),
        new("own best twice", "You look for the best head again. The address comes from the first model.", g => [Right(g)[1], Right(g)[1]]),
        new("layer and head swapped", "It looks as if layer and head have changed places. The layer comes first.",
            g => Best(g.First) is var (l, h) ? [g.Second[h][l], Right(g)[1]] : []),
    ];

    internal override (double[][] First, double[][] Second) Draw(Random dice)
    {
        double[][] Scores() => [.. Enumerable.Range(0, 5).Select(_ => Enumerable.Range(0, 5).Select(_ => dice.NextDouble()).ToArray())];
        return (Scores(), Scores());
    }

    internal override double[] Right((double[][] First, double[][] Second) given) =>
        Best(given.First) is var (l, h) ? [given.Second[l][h], given.Second.Max(row => row.Max())] : [];

    private protected override double[] Ask(Func<double[][], double[][], double[]> answer, (double[][] First, double[][] Second) given) =>
        answer(given.First, given.Second);

    private protected override string Describe((double[][] First, double[][] Second) given) =>
        "Drawn scores of two models of 5 layers and 5 heads";

    private static (int Layer, int Head) Best(double[][] scores) =>
        scores.SelectMany((row, layer) => row.Select((score, head) => (Score: score, At: (layer, head)))).MaxBy(entry => entry.Score).At;
}
