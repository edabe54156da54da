namespace Classroom.Exercises;

/// <summary>An experiment that could have refuted the story of the two heads.</summary>
internal sealed class X2_7 : PlanExercise
{
    public override string Id => "X2.7";
    public override int Difficulty => 3;
    public override int Minutes => 20;
    public override string Task =>
        "Design an ablation whose outcome would have proved the story of the two heads wrong. Write it down in four lines before you run "
            + "it: Hypothesis, Measurement, Control, and Wrong if. Then run it.";
    public override IReadOnlyList<string> Hints =>
    [
        "What should happen to the scores of the induction heads, not only to the loss, when the previous-token head is gone?",
        "And when another head of the same layer is gone? That is your control.",
        "`model.Score(repeated, measure, hook)` scores with a hook, and `Ablation.Zero(model.Config, head)` is one.",
    ];
    public override string Answer => "refuting";
    public override string Next => "Run it. If the scores had stayed, by which other road could the heads have found the token?";

    private protected override string Worked => """
        Hypothesis: the induction head finds its token by what the previous-token head wrote.
        Measurement: its induction score on random tokens given twice, with the previous-token head taken out.
        Control: the same score with another head of that layer taken out.
        Wrong if: the score stays, or falls as much in the control.
        """;
}
