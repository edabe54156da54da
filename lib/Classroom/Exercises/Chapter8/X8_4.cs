namespace Classroom.Exercises;

/// <summary>Verdicts that hang on a threshold.</summary>
internal sealed class X8_4 : FunctionExercise<(double[] Scores, double Ours, double Other), Func<double[], double, double, int>>
{
    public override string Id => "X8.4";
    public override int Difficulty => 1;
    public override int Minutes => 15;
    public override string Task =>
        "People chose the thresholds of the report. For how many types of head would another threshold change the verdict? A type is "
            + "found if its score is over the threshold. Write the count, whichever of the two thresholds is higher. Then ask it about "
            + "SmolLM2.";
    public override string Expected => "A whole number: the scores that lie over one of the thresholds and not over the other.";
    public override IReadOnlyList<string> Hints =>
    [
        "A verdict changes if one threshold says found and the other does not.",
        "Those are the scores between the two.",
        "`scores.Count(s => (s > ours) != (s > other))`",
    ];
    public override string Stub => "int Flips(double[] scores, double ours, double other) => -1;    // your turn";
    public override string Solution =>
        "int Flips(double[] scores, double ours, double other) => scores.Count(s => (s > ours) != (s > other));";
    public override string Answer => "Flips";
    public override string Next => "A verdict that hangs on it should be told as a number. Which line of the report would you change?";

    internal override IReadOnlyList<Mistake<(double[] Scores, double Ours, double Other)>> Mistakes =>
    [
        new("one way only", "You expect the other threshold to be the higher one. It may be lower.",
            g => [g.Scores.Count(s => s > g.Ours && s <= g.Other)]),
        new("found by ours", "You count what is found by our threshold. Count what changes.", g => [g.Scores.Count(s => s > g.Ours)]),
        new("found by both", "You count what both find. Count where they differ.", g => [g.Scores.Count(s => s > g.Ours && s > g.Other)]),
        new("found by either", "You count what one of them finds, and both. Count where they differ.",
            g => [g.Scores.Count(s => s > g.Ours || s > g.Other)]),
        new("agree", "You count where the two agree.", g => [g.Scores.Count(s => s > g.Ours == s > g.Other)]),
    ];

    private protected override int Cases => 12;

    internal override (double[] Scores, double Ours, double Other) Draw(Random dice) =>
        ([.. Enumerable.Range(0, 9).Select(_ => dice.NextDouble())], .2 + .6 * dice.NextDouble(), .2 + .6 * dice.NextDouble());

    internal override double[] Right((double[] Scores, double Ours, double Other) given) =>
        [given.Scores.Count(s => s > given.Ours != s > given.Other)];

    private protected override double[] Ask(Func<double[], double, double, int> answer,
        (double[] Scores, double Ours, double Other) given) =>
        answer(given.Scores, given.Ours, given.Other) is >= 0 and var count ? [count] : [double.NaN];

    private protected override string Describe((double[] Scores, double Ours, double Other) given) =>
        $"Nine scores, thresholds {given.Ours:0.00} and {given.Other:0.00}";
}
