namespace Classroom.Exercises;

/// <summary>Verdicts and thresholds.</summary>
internal sealed class X7_4 : FunctionExercise<(double[] Scores, double[] Controls, double Threshold), Func<double[], double[], double, int>>
{
    public override string Id => "X7.4";
    public override int Difficulty => 2;
    public override int Minutes => 15;
    public override string Task =>
        "The .5 of this chapter is somebody's choice. Say that a kind of head counts as found if its best score is over a threshold "
            + "and over twice its control. Write the rule. Then halve and double the threshold: which verdicts change?";
    public override string Expected =>
        "How many kinds are found: those whose score is over the threshold, and also over twice the control at the same place.";
    public override IReadOnlyList<string> Hints =>
    [
        "Both conditions must hold for a kind to count.",
        "`scores[i]` and `controls[i]` belong to the same kind. Go through the places i.",
        "`scores.Zip(controls).Count(k => k.First > threshold && k.First > 2 * k.Second)`",
    ];
    public override string Stub => "int Found(double[] scores, double[] controls, double threshold) => -1;    // your turn";
    public override string Solution => """
        int Found(double[] scores, double[] controls, double threshold) =>
            scores.Zip(controls).Count(k => k.First > threshold && k.First > 2 * k.Second);
        """;
    public override string Answer => "Found";
    public override string Next => "A verdict that hangs on the threshold should be told as a number, not as a verdict.";

    internal override IReadOnlyList<Mistake<(double[] Scores, double[] Controls, double Threshold)>> Mistakes =>
    [
        new("no control", "You do not use the control. A score over the threshold may still be luck.",
            g => [g.Scores.Count(score => score > g.Threshold)]),
        new("either for both", "One of the two conditions is enough for you. Both must hold.",
            g => [Count(g, (score, control) => score > g.Threshold || score > 2 * control)]),
        new("not twice", "You ask for more than the control. More than twice the control is due.",
            g => [Count(g, (score, control) => score > g.Threshold && score > control)]),
        new("only the control", "You do not use the threshold.", g => [Count(g, (score, control) => score > 2 * control)]),
        new("one control for all", "You hold every score against the largest control. Each kind has a control of its own.",
            g => [g.Scores.Count(score => score > g.Threshold && score > 2 * g.Controls.Max())]),
    ];

    private protected override int Cases => 12;

    internal override (double[] Scores, double[] Controls, double Threshold) Draw(Random dice)
    {
        double[] scores = [.. Enumerable.Range(0, 10).Select(_ => dice.NextDouble())];
        return (scores, [.. scores.Select(score => score * (.2 + dice.NextDouble()))], .2 + .4 * dice.NextDouble());
    }

    internal override double[] Right((double[] Scores, double[] Controls, double Threshold) given) =>
        [Count(given, (score, control) => score > given.Threshold && score > 2 * control)];

    private protected override double[] Ask(Func<double[], double[], double, int> answer,
        (double[] Scores, double[] Controls, double Threshold) given) =>
        answer(given.Scores, given.Controls, given.Threshold) is >= 0 and var count ? [count] : [double.NaN];

    private protected override string Describe((double[] Scores, double[] Controls, double Threshold) given) =>
        $"Ten kinds, threshold {given.Threshold:0.00}";

    private static int Count((double[] Scores, double[] Controls, double Threshold) given, Func<double, double, bool> holds) =>
        given.Scores.Zip(given.Controls).Count(kind => holds(kind.First, kind.Second));
}
