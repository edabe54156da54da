namespace Classroom.Exercises;

/// <summary>A question of one's own.</summary>
internal sealed class X7_3 : TextExercise
{
    private static readonly string[] Lines = ["Hypothesis:", "Measurement:", "Control:", "Wrong if:"];

    public override string Id => "X7.3";
    public override int Difficulty => 3;
    public override int Minutes => 30;
    public override string Task => "Ask a question of your own. Before you run anything, write down four things, each on a line of its own: Hypothesis, Measurement, Control, and Wrong if (the result that would prove you wrong).";
    public override string Expected => "Four lines that begin with Hypothesis:, Measurement:, Control: and Wrong if:. The last names a result that could come out.";
    public override IReadOnlyList<string> Hints =>
    [
        "If no result could prove you wrong, the question is not sharp enough yet.",
        "The control is the same measurement where your idea says nothing should happen.",
        "\"Wrong if: the score falls as much in the control\", or \"Wrong if: the gap is under .1\".",
    ];
    public override string Stub => "var plan = \"\"\"\n    Hypothesis:\n    Measurement:\n    Control:\n    Wrong if:\n    \"\"\";";
    public override string Solution => """"
        var plan = """
            Hypothesis: an induction head rests on the first token where a text holds nothing to copy.
            Measurement: its first-token score on text that repeats, and on text that does not.
            Control: the same two scores for the best previous-token head.
            Wrong if: the score does not rise, or rises as much in the control.
            """;
        """";
    public override string Answer => "plan";

    private protected override IReadOnlyList<(string Name, string Says, Func<string, bool> Holds)> Parts =>
    [
        ("no hypothesis", "The line Hypothesis: is missing or too short. What do you think is so?", text => Words(text, "Hypothesis:") >= 4),
        ("no measurement", "The line Measurement: is missing or too short. What will you measure, and on what?", text => Words(text, "Measurement:") >= 4),
        ("no control", "The line Control: is missing or too short. Where should nothing happen?", text => Words(text, "Control:") >= 3),
        ("nothing would refute it", "The line Wrong if: is missing or too short. Which result would prove you wrong?", text => Words(text, "Wrong if:") >= 4),
        ("control is the measurement", "Your control is the measurement itself. Change one thing: another head, another text, a model that was never trained.", text => !Line(text, "Control:").Equals(Line(text, "Measurement:"), StringComparison.OrdinalIgnoreCase)),
    ];

    private protected override Evidence Gather(string answer, Setting setting) =>
        Lines.All(part => Words(answer, part) == 0) ? Evidence.None : base.Gather(answer, setting);

    private static string Line(string text, string part) =>
        text.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith(part, StringComparison.OrdinalIgnoreCase))?[part.Length..].Trim() ?? "";

    private static int Words(string text, string part) => Line(text, part).Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
}
