namespace Classroom.Exercises;

/// <summary>A gap, or noise.</summary>
internal sealed class X7_5 : FunctionExercise<(double[] First, double[] Second), Func<double[], double[], double>>
{
    public override string Id => "X7.5";
    public override int Difficulty => 1;
    public override int Minutes => 15;
    public override string Task =>
        "Statement 5 has two numbers. Would another seed, or another paragraph, turn them round? Measure each five times. Write the gap "
            + "between the two ranges: the distance from the highest of the lower list to the lowest of the higher one. It is 0 where "
            + "they overlap.";
    public override string Expected => "A number of 0 or more, whichever of the two lists is the higher one.";
    public override IReadOnlyList<string> Hints =>
    [
        "Another seed is `StandardInput.Repeated(model, seed: 4)`; five passages are `CourseText.Passages(model, \"dev\", 5, 64)`. "
            + "`Min()` and `Max()` are the ends of a range.",
        "There are two ways to be apart: the first list may lie above the second, or under it.",
        "`Math.Max(0, Math.Max(first.Min() - second.Max(), second.Min() - first.Max()))`",
    ];
    public override string Stub => "double GapOfRanges(double[] first, double[] second) => double.NaN;    // your turn";
    public override string Solution => """
        double GapOfRanges(double[] first, double[] second) =>
            Math.Max(0, Math.Max(first.Min() - second.Max(), second.Min() - first.Max()));
        """;
    public override string Answer => "GapOfRanges";
    public override string Next => "Ranges that do not overlap are a strong sign with five numbers each. Would they be with two?";

    internal override IReadOnlyList<Mistake<(double[] First, double[] Second)>> Mistakes =>
    [
        new("means for ranges", "This is the distance of the means. It is never 0, even if the two lists are the same noise.",
            g => [Math.Abs(g.First.Average() - g.Second.Average())]),
        new("one way only", "You expect the first list to be the higher one. It may be the other way round.",
            g => [Math.Max(0, g.First.Min() - g.Second.Max())]),
        new("below zero", "Where the ranges overlap, your gap falls under 0. It should be 0 there.",
            g => [Math.Max(g.First.Min() - g.Second.Max(), g.Second.Min() - g.First.Max())]),
        new("one way, and below zero",
            "You expect the first list to be the higher one, and go under 0 where it is not. Look at both ways, and take 0 where the "
                + "ranges overlap.", g => [g.First.Min() - g.Second.Max()]),
        new("outer ends", "You take the outer ends. The gap lies between the inner ones.",
            g => [Math.Max(g.First.Max(), g.Second.Max()) - Math.Min(g.First.Min(), g.Second.Min())]),
    ];

    private protected override int Cases => 12;

    internal override (double[] First, double[] Second) Draw(Random dice)
    {
        double[] Values(double from) => [.. Enumerable.Range(0, 5).Select(_ => from + dice.NextDouble())];
        return (Values(3 * dice.NextDouble()), Values(3 * dice.NextDouble()));
    }

    internal override double[] Right((double[] First, double[] Second) given) =>
        [Math.Max(0, Math.Max(given.First.Min() - given.Second.Max(), given.Second.Min() - given.First.Max()))];

    private protected override double[] Ask(Func<double[], double[], double> answer, (double[] First, double[] Second) given) =>
        [answer(given.First, given.Second)];

    private protected override string Describe((double[] First, double[] Second) given) =>
        $"Ranges from {given.First.Min():0.00} to {given.First.Max():0.00} and from {given.Second.Min():0.00} to {given.Second.Max():0.00}";
}
