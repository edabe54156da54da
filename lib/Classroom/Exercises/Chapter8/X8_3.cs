namespace Classroom.Exercises;

/// <summary>The best of many is always something.</summary>
internal sealed class X8_3 : FunctionExercise<(double Chance, int Heads), Func<double, int, double>>
{
    public override string Id => "X8.3";
    public override int Difficulty => 2;
    public override int Minutes => 10;
    public override string Task =>
        "Make the report of a model with random weights. In which lines does it say found, and should it? With enough heads the best of "
            + "them is always something. Say one head passes a threshold by luck with a small chance. Write the chance that at least one "
            + "of many heads passes it.";
    public override string Expected => "A chance from 0 to 1 that grows with the number of heads. For .01 and 270 heads it is .93.";
    public override IReadOnlyList<string> Hints =>
    [
        "How likely is it that one head does not pass?",
        "And that none of them passes, if each has its own luck? At least one is the rest.",
        "`1 - Math.Pow(1 - chance, heads)`",
    ];
    public override string Stub => "double ByLuckAlone(double chance, int heads) => double.NaN;    // your turn";
    public override string Solution => "double ByLuckAlone(double chance, int heads) => 1 - Math.Pow(1 - chance, heads);";
    public override string Answer => "ByLuckAlone";
    public override string Next =>
        "Heads of one model do not have luck of their own each. Why is the best head of an untrained twin the better control?";

    internal override IReadOnlyList<Mistake<(double Chance, int Heads)>> Mistakes =>
    [
        new("chances added", "You add the chances up, so yours can pass 1. Two heads may pass at once.", g => [g.Chance * g.Heads]),
        new("none passes", "This is the chance that none passes. At least one is the rest.", g => [Math.Pow(1 - g.Chance, g.Heads)]),
        new("all pass", "This is the chance that all of them pass.", g => [Math.Pow(g.Chance, g.Heads)]),
        new("one head", "This is the chance of one head. There are many.", g => [g.Chance]),
    ];

    internal override (double Chance, int Heads) Draw(Random dice) => (.005 + .02 * dice.NextDouble(), dice.Next(40, 200));

    internal override double[] Right((double Chance, int Heads) given) => [1 - Math.Pow(1 - given.Chance, given.Heads)];

    private protected override double[] Ask(Func<double, int, double> answer, (double Chance, int Heads) given) =>
        [answer(given.Chance, given.Heads)];

    private protected override string Describe((double Chance, int Heads) given) =>
        $"{given.Heads} heads, a chance of {given.Chance:0.0000} each";
}
