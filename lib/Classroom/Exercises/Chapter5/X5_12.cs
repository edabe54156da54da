namespace Classroom.Exercises;

/// <summary>How far something stands out of luck.</summary>
internal sealed class X5_12 : FunctionExercise<(double Found, double[] Luck), Func<double, double[], double>>
{
    public override string Id => "X5.12";
    public override string Notebook => "05b-";
    public override int Difficulty => 2;
    public override int Minutes => 10;
    public override string Task =>
        "You tried many heads and kept the best. How often does luck do as well? Write the share of random tries that reach what you "
            + "found. Count your own find among the tries, so that the share is never 0.";
    public override string Expected =>
        "One more than the number of tries that are as large or larger, over one more than the number of tries.";
    public override IReadOnlyList<string> Hints =>
    [
        "Count the tries that are not below what you found.",
        "Add one to the count and one to the number of tries. With 19 tries the least you can get is .05.",
        "`(1.0 + luck.Count(x => x >= found)) / (1 + luck.Length)`",
    ];
    public override string Stub => "double ByLuck(double found, double[] luck) => double.NaN;    // your turn";
    public override string Solution =>
        "double ByLuck(double found, double[] luck) => (1.0 + luck.Count(x => x >= found)) / (1 + luck.Length);";
    public override string Answer => "ByLuck";
    public override string Next => "If you searched 270 heads, each try of luck must search 270 heads too. Did yours?";

    internal override IReadOnlyList<Mistake<(double Found, double[] Luck)>> Mistakes =>
    [
        new("own find not counted", "You leave out your own find. With few tries you would then report a chance of 0.",
            g => [(double)g.Luck.Count(x => x >= g.Found) / g.Luck.Length]),
        new("wrong side", "You count the tries that are lower. Luck that does as well is as large or larger.",
            g => [(1.0 + g.Luck.Count(x => x < g.Found)) / (1 + g.Luck.Length)]),
        new("only one added", "You add one above and not below. Your own find is a try too.",
            g => [(1.0 + g.Luck.Count(x => x >= g.Found)) / g.Luck.Length]),
        new("standard deviations", "This counts standard deviations. It is a fine habit for a bell curve; the share is asked for.",
            g => [(g.Found - g.Luck.Average()) / Math.Sqrt(g.Luck.Average(x => Math.Pow(x - g.Luck.Average(), 2)))]),
        new("whole numbers divided", "Your share is always 0 or 1. Two whole numbers divide to a whole number: write `1.0 +`.",
            g => [(1 + g.Luck.Count(x => x >= g.Found)) / (1 + g.Luck.Length)]),
    ];

    internal override (double Found, double[] Luck) Draw(Random dice)
    {
        double[] luck = [.. Enumerable.Range(0, dice.Next(9, 20)).Select(_ => dice.NextDouble())];
        return (luck.Order().ElementAt(dice.Next(2, luck.Length)) - .001, luck);
    }

    internal override double[] Right((double Found, double[] Luck) given) =>
        [(1.0 + given.Luck.Count(x => x >= given.Found)) / (1 + given.Luck.Length)];

    private protected override double[] Ask(Func<double, double[], double> answer, (double Found, double[] Luck) given) =>
        [answer(given.Found, given.Luck)];

    private protected override string Describe((double Found, double[] Luck) given) => $"{given.Luck.Length} tries of luck";
}
