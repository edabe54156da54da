namespace Classroom.Exercises;

/// <summary>Standing out from random pairs.</summary>
internal sealed class X5_6 : FunctionExercise<(double Found, double[] Random), Func<double, double[], double>>
{
    public override string Id => "X5.6";
    public override string Notebook => "05b-";
    public override int Difficulty => 2;
    public override int Minutes => 25;
    public override string Task =>
        "Does the composition of two heads stand out? A score alone says nothing. Write how many standard deviations it lies above the "
            + "mean of random pairs. Then use it on the way into queries, keys and values, and on ten random pairs: how often does one of "
            + "them stand out by luck?";
    public override string Expected =>
        "A number of standard deviations, below 0 for a score under the mean. Divide the squares by the number of pairs, not by one less.";
    public override IReadOnlyList<string> Hints =>
    [
        "Take away the mean of the random pairs first.",
        "The standard deviation is the root of the mean of the squared distances from the mean.",
        "`var mean = random.Average();` and then `(found - mean) / Math.Sqrt(random.Average(x => (x - mean) * (x - mean)))`.",
    ];
    public override string Stub => "double StandsOut(double found, double[] random) => double.NaN;    // your turn";
    public override string Solution => """
        double StandsOut(double found, double[] random)
        {
            var mean = random.Average();
            return (found - mean) / Math.Sqrt(random.Average(x => (x - mean) * (x - mean)));
        }
        """;
    public override string Answer => "StandsOut";
    public override string Next =>
        "`Composition.Score` and `Composition.Baseline` give the numbers. With ten pairs and three ways you look thirty times: how high "
            + "does luck get?";

    internal override IReadOnlyList<Mistake<(double Found, double[] Random)>> Mistakes =>
    [
        new("variance for deviation", "You divide by the variance. Divide by its root.",
            g => [(g.Found - g.Random.Average()) / Variance(g.Random)]),
        new("no mean", "You do not take the mean away. Random pairs have a score too.", g => [g.Found / Math.Sqrt(Variance(g.Random))]),
        new("no deviation", "This is the distance from the mean. How wide do random pairs spread?", g => [g.Found - g.Random.Average()]),
        new("relative to the mean", "You divide by the mean. Divide by how wide the random pairs spread.",
            g => [(g.Found - g.Random.Average()) / g.Random.Average()]),
        new("one less", "You divide the squares by one less than the number of pairs. Here the number of pairs is asked for.",
            g => [(g.Found - g.Random.Average()) / Math.Sqrt(Variance(g.Random) * g.Random.Length / (g.Random.Length - 1))]),
        new("sign", "The sign is turned round.", g => [(g.Random.Average() - g.Found) / Math.Sqrt(Variance(g.Random))]),
    ];

    internal override (double Found, double[] Random) Draw(Random dice) =>
        (.2 + dice.NextDouble(), [.. Enumerable.Range(0, dice.Next(8, 15)).Select(_ => .1 + .4 * dice.NextDouble())]);

    internal override double[] Right((double Found, double[] Random) given) =>
        [(given.Found - given.Random.Average()) / Math.Sqrt(Variance(given.Random))];

    private protected override double[] Ask(Func<double, double[], double> answer, (double Found, double[] Random) given) =>
        [answer(given.Found, given.Random)];

    private protected override string Describe((double Found, double[] Random) given) =>
        $"A score of {given.Found:0.000} and {given.Random.Length} random pairs";

    private static double Variance(double[] values) => values.Average(x => Math.Pow(x - values.Average(), 2));
}
