namespace Classroom.Exercises;

/// <summary>A question of one's own.</summary>
internal sealed class X7_3 : PlanExercise
{
    public override string Id => "X7.3";
    public override int Difficulty => 3;
    public override int Minutes => 30;
    public override string Task =>
        "Ask a question of your own. Before you run anything, write down four things, each on a line of its own: Hypothesis, Measurement, "
            + "Control, and Wrong if (the result that would prove you wrong).";
    public override IReadOnlyList<string> Hints =>
    [
        "If no result could prove you wrong, the question is not sharp enough yet.",
        "The control is the same measurement where your idea says nothing should happen.",
        "\"Wrong if: the score falls as much in the control\", or \"Wrong if: the gap is under .1\".",
    ];
    public override string Answer => "plan";

    private protected override string Worked => """
        Hypothesis: an induction head rests on the first token where a text holds nothing to copy.
        Measurement: its first-token score on text that repeats, and on text that does not.
        Control: the same two scores for the best previous-token head.
        Wrong if: the score does not rise, or rises as much in the control.
        """;
}
