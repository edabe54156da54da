namespace Classroom.Exercises;

/// <summary>Choose here, report there.</summary>
internal sealed class X6_2 : FunctionExercise<(double[][] Tuned, double[][] HeldOut), Func<double[][], double[][], double>>
{
    public override string Id => "X6.2";
    public override int Difficulty => 2;
    public override int Minutes => 20;
    public override string Task =>
        "Tune the simulation, and report it honestly. Its settings are the values of `reach` in the figure *Divergence of the rules from "
            + "the mean pattern, by reach*: `tuned[k]` holds the divergences of setting k on the sentences that you tune on, `heldOut[k]` "
            + "those on the rest. Which number may you report?";
    public override string Expected =>
        "The mean divergence on the held-out sentences, of the setting whose mean is lowest on the tuned ones.";
    public override IReadOnlyList<string> Hints =>
    [
        "What you chose on flatters you. So choose on one half and report the other.",
        "First the place of the lowest mean in `tuned`. Then the mean of that same place in `heldOut`.",
        "`var k = Enumerable.Range(0, tuned.Length).MinBy(i => tuned[i].Average());` and then `heldOut[k].Average()`.",
    ];
    public override string Stub => "double Report(double[][] tuned, double[][] heldOut) => double.NaN;    // your turn";
    public override string Solution => """
        double Report(double[][] tuned, double[][] heldOut) =>
            heldOut[Enumerable.Range(0, tuned.Length).MinBy(k => tuned[k].Average())].Average();
        """;
    public override string Answer => "Report";
    public override string Next =>
        "Now tune the share of weight on the first token in the same way. What is the smallest change that helps most?";

    internal override IReadOnlyList<Mistake<(double[][] Tuned, double[][] HeldOut)>> Mistakes =>
    [
        new("in-sample choice and score",
            "You choose and score on the same sentences. What you tuned on flatters you: report the other half.",
            g => [g.Tuned.Min(row => row.Average())]),
        new("chosen on the held-out half", "You choose on the held-out half. Then it is held out no more.",
            g => [g.HeldOut.Min(row => row.Average())]),
        new("largest for lowest", "You take the setting with the largest divergence. The lowest is the best.",
            g => [g.HeldOut[Best(g.Tuned, row => -row.Average())].Average()]),
        new("best sentence", "You choose by the best single sentence. Choose by the mean.",
            g => [g.HeldOut[Best(g.Tuned, row => row.Min())].Average()]),
        new("mean over settings", "You report the mean over all settings. Report the one that you chose.",
            g => [g.HeldOut.Average(row => row.Average())]),
    ];

    internal override (double[][] Tuned, double[][] HeldOut) Draw(Random dice)
    {
        var settings = dice.Next(4, 7);
        double[][] Half() =>
            [.. Enumerable.Range(0, settings).Select(_ => Enumerable.Range(0, 4).Select(_ => dice.NextDouble()).ToArray())];
        return (Half(), Half());
    }

    internal override double[] Right((double[][] Tuned, double[][] HeldOut) given) =>
        [given.HeldOut[Best(given.Tuned, row => row.Average())].Average()];

    private protected override double[] Ask(Func<double[][], double[][], double> answer, (double[][] Tuned, double[][] HeldOut) given) =>
        [answer(given.Tuned, given.HeldOut)];

    private protected override string Describe((double[][] Tuned, double[][] HeldOut) given) =>
        $"{given.Tuned.Length} settings, four sentences in each half";

    private static int Best(double[][] half, Func<double[], double> by) => Enumerable.Range(0, half.Length).MinBy(k => by(half[k]));
}
