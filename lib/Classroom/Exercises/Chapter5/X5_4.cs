namespace Classroom.Exercises;

/// <summary>Together and alone.</summary>
internal sealed class X5_4 : FunctionExercise<(double A, double B, double Both), Func<double, double, double, double>>
{
    public override string Id => "X5.4";
    public override int Difficulty => 1;
    public override int Minutes => 15;
    public override string Task =>
        "Two heads seem to do the same work. Take out one, the other, and both. If either were enough alone, each would cost nothing and "
            + "both a lot. Write how much more both cost than the two costs added up. Then measure it for two induction heads, and for "
            + "two heads that have nothing to do with each other.";
    public override string Expected =>
        "A number of nats. Above 0: each stands in for the other. 0: their costs add up. Below 0: they do one job together, and one gone "
            + "is as bad as both.";
    public override IReadOnlyList<string> Hints =>
    [
        "If the heads did separate work, what would both together cost?",
        "Take that away from what both together do cost.",
        "`both - (a + b)`; the three costs come from `Ablation.Effects(model, input, [[a], [b], [a, b]], rows)`.",
    ];
    public override string Stub => "double MoreThanSum(double a, double b, double both) => double.NaN;    // your turn";
    public override string Solution => "double MoreThanSum(double a, double b, double both) => both - (a + b);";
    public override string Answer => "MoreThanSum";
    public override string Next => "A number above 0 alone does not show that they do the same. What would the control pair have to say?";

    internal override IReadOnlyList<Mistake<(double A, double B, double Both)>> Mistakes =>
    [
        new("larger of the two", "You take away the larger of the two. Take away their sum.", g => [g.Both - Math.Max(g.A, g.B)]),
        new("sign", "The sign is turned round. What both cost comes first.", g => [g.A + g.B - g.Both]),
        new("ratio", "This is a ratio. Costs near 0 make it wild: take the difference.", g => [g.Both / (g.A + g.B)]),
        new("mean for sum", "You take away the mean of the two. Take away their sum.", g => [g.Both - (g.A + g.B) / 2]),
        new("no sign", "You drop the sign. It says whether they stand in for each other or work together.",
            g => [Math.Abs(g.Both - (g.A + g.B))]),
    ];

    private protected override int Cases => 10;

    internal override (double A, double B, double Both) Draw(Random dice) => (dice.NextDouble(), dice.NextDouble(), 2 * dice.NextDouble());

    internal override double[] Right((double A, double B, double Both) given) => [given.Both - (given.A + given.B)];

    private protected override double[] Ask(Func<double, double, double, double> answer, (double A, double B, double Both) given) =>
        [answer(given.A, given.B, given.Both)];

    private protected override string Describe((double A, double B, double Both) given) =>
        $"Costs of {given.A:0.00} and {given.B:0.00}, both together {given.Both:0.00}";
}
