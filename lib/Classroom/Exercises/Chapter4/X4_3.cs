namespace Classroom.Exercises;

/// <summary>Correlation.</summary>
internal sealed class X4_3 : FunctionExercise<(double[] X, double[] Y), Func<double[], double[], double>>
{
    public override string Id => "X4.3";
    public override int Difficulty => 2;
    public override int Minutes => 15;
    public override string Task =>
        "Are late heads sharp because they rest on the first token? Write the correlation of two lists of scores. Then use it on the "
            + "entropy and the first-token score of the heads of the last third of the layers.";
    public override string Expected => "A number from -1 to 1: 1 if one list rises with the other on a line, -1 if it falls.";
    public override IReadOnlyList<string> Hints =>
    [
        "Take the mean away from each list. What is left says who is above the middle, and how far.",
        "Multiply the two place by place and sum up. Then divide by the root of the one sum of squares times the other.",
        "With `a` and `b` without their means: `a.Zip(b, (s, t) => s * t).Sum() / Math.Sqrt(a.Sum(s => s * s) * b.Sum(t => t * t))`",
    ];
    public override string Stub => "double Correlation(double[] x, double[] y) => double.NaN;    // your turn";
    public override string Solution => """
        double Correlation(double[] x, double[] y)
        {
            var (a, b) = (x.Select(s => s - x.Average()).ToArray(), y.Select(t => t - y.Average()).ToArray());
            return a.Zip(b, (s, t) => s * t).Sum() / Math.Sqrt(a.Sum(s => s * s) * b.Sum(t => t * t));
        }
        """;
    public override string Answer => "Correlation";
    public override string Next =>
        "A strong negative number says: sharp heads rest on the first token. What does the same number say in a model that was never "
            + "trained?";

    internal override IReadOnlyList<Mistake<(double[] X, double[] Y)>> Mistakes =>
    [
        new("means not taken away", "You do not take the means away. Then two lists of large numbers always look alike.",
            g => [Sum(g.X, g.Y) / Math.Sqrt(Sum(g.X, g.X) * Sum(g.Y, g.Y))]),
        new("covariance", "This is the covariance. It grows with the size of the numbers. Divide by the root of the two variances.",
            g => [Sum(Centred(g.X), Centred(g.Y)) / g.X.Length]),
        new("squared", "This is the square. It hides the sign, which is what we ask for.", g => [Math.Pow(Right(g)[0], 2)]),
        new("root forgotten", "Take the root of what you divide by.",
            g => [Sum(Centred(g.X), Centred(g.Y)) / (Sum(Centred(g.X), Centred(g.X)) * Sum(Centred(g.Y), Centred(g.Y)))]),
        new("slope", "This is the slope of a line, which changes if the lists change places.",
            g => [Sum(Centred(g.X), Centred(g.Y)) / Sum(Centred(g.X), Centred(g.X))]),
    ];

    internal override (double[] X, double[] Y) Draw(Random dice)
    {
        double[] x = [.. Enumerable.Range(0, dice.Next(5, 12)).Select(_ => 2 * dice.NextDouble())];
        var slope = 2 * dice.NextDouble() - 1.5;
        return (x, [.. x.Select(value => 1 + slope * value + dice.NextDouble())]);
    }

    internal override double[] Right((double[] X, double[] Y) given) =>
        [Sum(Centred(given.X), Centred(given.Y))
            / Math.Sqrt(Sum(Centred(given.X), Centred(given.X)) * Sum(Centred(given.Y), Centred(given.Y)))];

    private protected override double[] Ask(Func<double[], double[], double> answer, (double[] X, double[] Y) given) =>
        [answer(given.X, given.Y)];

    private protected override string Describe((double[] X, double[] Y) given) => $"Two drawn lists of {given.X.Length} numbers";

    private static double[] Centred(double[] values) => [.. values.Select(value => value - values.Average())];

    private static double Sum(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
