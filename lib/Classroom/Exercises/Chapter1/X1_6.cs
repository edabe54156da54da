namespace Classroom.Exercises;

/// <summary>Where a curve falls fastest.</summary>
internal sealed class X1_6 : FunctionExercise<double[], Func<double[], int>>
{
    public override string Id => "X1.6";
    public override int Difficulty => 2;
    public override int Minutes => 10;
    public override string Task =>
        "At which measurement of a training has the loss just fallen most? Write a function that finds it in a list of losses. Then use "
            + "it on the two-layer record: does the induction score rise fastest at the same place, before it or after?";
    public override string Expected =>
        "The number of the measurement after the steepest fall. The first measurement has number 0, so the answer is 1 or more.";
    public override IReadOnlyList<string> Hints =>
    [
        "A fall is the difference of two neighbours: the one before minus the one after.",
        "Go through the places 1, 2, 3 and so on, and keep the one with the largest fall.",
        "`Enumerable.Range(1, losses.Length - 1).MaxBy(i => losses[i - 1] - losses[i])`",
    ];
    public override string Stub => "int SteepestFall(double[] losses) => -1;    // your turn";
    public override string Solution =>
        "int SteepestFall(double[] losses) => Enumerable.Range(1, losses.Length - 1).MaxBy(i => losses[i - 1] - losses[i]);";
    public override string Answer => "SteepestFall";
    public override string Next =>
        "Try it on `two.Points`, once with the loss and once with the score turned round. One seed is one case: do the others agree?";

    internal override IReadOnlyList<Mistake<double[]>> Mistakes =>
    [
        new("off by one", "You are one too early each time. You name the measurement before the fall; the one after it is asked for.",
            losses => [Steepest(losses) - 1]),
        new("steepest rise", "This is where the loss rises fastest. A fall is the one before minus the one after.",
            losses => [Enumerable.Range(1, losses.Length - 1).MaxBy(i => losses[i] - losses[i - 1])]),
        new("lowest value", "This is where the loss is lowest, not where it falls fastest.",
            losses => [Array.IndexOf(losses, losses.Min())]),
        new("largest value", "This is where the loss is largest. Compare neighbours.", losses => [Array.IndexOf(losses, losses.Max())]),
    ];

    internal override double[] Draw(Random dice) =>
        [.. Enumerable.Range(0, dice.Next(8, 15)).Select(i => 6 - .3 * i + 2 * dice.NextDouble())];

    internal override double[] Right(double[] given) => [Steepest(given)];

    private protected override double[] Ask(Func<double[], int> answer, double[] given) =>
        answer(given) is >= 0 and var place ? [place] : [double.NaN];

    private protected override string Describe(double[] given) => $"A drawn curve of {given.Length} losses";

    private static int Steepest(double[] losses) => Enumerable.Range(1, losses.Length - 1).MaxBy(i => losses[i - 1] - losses[i]);
}
