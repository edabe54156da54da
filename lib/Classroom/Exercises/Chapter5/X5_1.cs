namespace Classroom.Exercises;

/// <summary>Who changes rank.</summary>
internal sealed class X5_1 : FunctionExercise<(double[] Zero, double[] Mean), Func<double[], double[], int[]>>
{
    public override string Id => "X5.1";
    public override int Difficulty => 2;
    public override int Minutes => 15;
    public override string Task =>
        "Zero ablation also takes away what a head adds every time; mean ablation leaves that in. Which of the ten costliest heads change "
            + "rank? Write the change: for each head its place by the mean cost less its place by the zero cost, where place 0 costs "
            + "most. Then use it on the ten costliest heads on English.";
    public override string Expected =>
        "A whole number for each head, in the order that they are given. A head that is less costly by mean ablation gets a number "
            + "above 0.";
    public override IReadOnlyList<string> Hints =>
    [
        "The place of a head is the number of heads that cost more than it does.",
        "Count them once in each list, and take the difference. The costs of all heads on English are "
            + "`MeanAblationStudy.Of(model).English`, its `ByZero.Mean` and `ByMean.Mean`.",
        "`int Place(double[] costs, int i) => costs.Count(cost => cost > costs[i]);` and then `Place(mean, i) - Place(zero, i)` for "
            + "each i.",
    ];
    public override string Stub => "int[] Moved(double[] zero, double[] mean) => [];    // your turn";
    public override string Solution => """
        int[] Moved(double[] zero, double[] mean)
        {
            int Place(double[] costs, int i) => costs.Count(cost => cost > costs[i]);
            return [.. zero.Select((_, i) => Place(mean, i) - Place(zero, i))];
        }
        """;
    public override string Answer => "Moved";
    public override string Next => "A head that falls by many places was costly for its constant part. Did it do any work on this text?";

    internal override IReadOnlyList<Mistake<(double[] Zero, double[] Mean)>> Mistakes =>
    [
        new("sign", "The sign is turned round. The place by mean ablation comes first.", g => Moves(g.Mean, g.Zero)),
        new("order for places", "You sort the heads and read off which head stands where. Ask for each head at which place it stands.",
            g => [.. Order(g.Mean).Zip(Order(g.Zero), (mean, zero) => (double)(mean - zero))]),
        new("places by zero ablation", "These are the places by zero ablation. Take them away from the places by mean ablation.",
            g => [.. g.Zero.Select((_, i) => (double)Place(g.Zero, i))]),
        new("places only", "These are the places by mean ablation. Take away the places by zero ablation.",
            g => [.. g.Mean.Select((_, i) => (double)Place(g.Mean, i))]),
    ];

    internal override (double[] Zero, double[] Mean) Draw(Random dice)
    {
        double[] zero = [.. Enumerable.Range(0, 7).Select(_ => dice.NextDouble())];
        return (zero, [.. zero.Select(cost => cost * (.3 + dice.NextDouble()))]);
    }

    internal override double[] Right((double[] Zero, double[] Mean) given) => Moves(given.Zero, given.Mean);

    private protected override double[] Ask(Func<double[], double[], int[]> answer, (double[] Zero, double[] Mean) given) =>
        [.. answer(given.Zero, given.Mean).Select(move => (double)move)];

    private protected override string Describe((double[] Zero, double[] Mean) given) => $"The costs of {given.Zero.Length} heads";

    private static int Place(double[] costs, int i) => costs.Count(cost => cost > costs[i]);

    /// <summary>The heads, the costliest first.</summary>
    private static IEnumerable<int> Order(double[] costs) => Enumerable.Range(0, costs.Length).OrderByDescending(i => costs[i]);

    private static double[] Moves(double[] zero, double[] mean) => [.. zero.Select((_, i) => (double)(Place(mean, i) - Place(zero, i)))];
}
