namespace Classroom;

/// <summary>An answer is a plan, written before anything runs: four lines, each begun by its name.</summary>
internal abstract class PlanExercise : TextExercise
{
    private static readonly string[] Lines = ["Hypothesis:", "Measurement:", "Control:", "Wrong if:"];

    public override string Expected =>
        "Four lines that begin with Hypothesis:, Measurement:, Control: and Wrong if:. The last names a result that could come out.";
    public override string Stub => $"var {Answer} = \"\"\"\n    {string.Join("\n    ", Lines)}\n    \"\"\";";
    public override string Solution =>
        $"var {Answer} = \"\"\"\n    {Worked.Replace("\n", "\n    ", StringComparison.Ordinal)}\n    \"\"\";";

    private protected override IReadOnlyList<TextPart> Parts =>
    [
        Part("no hypothesis", "The line Hypothesis: is missing or too short. What do you think is so?", 0, 4),
        Part("no measurement", "The line Measurement: is missing or too short. What will you measure, and on what?", 1, 4),
        Part("no control", "The line Control: is missing or too short. Where should nothing happen?", 2, 3),
        Part("nothing would refute it", "The line Wrong if: is missing or too short. Which result would prove you wrong?", 3, 4),
        new("control is the measurement",
            "Your control is the measurement itself. Change one thing: another head, another text, a model that was never trained.",
            text => !Line(text, Lines[2]).Equals(Line(text, Lines[1]), StringComparison.OrdinalIgnoreCase),
            text => text.Replace(Line(text, Lines[2]), Line(text, Lines[1]), StringComparison.Ordinal)),
    ];

    private protected override Evidence Gather(string answer, Setting setting) =>
        answer is null || Lines.All(part => Count(answer, part) == 0) ? Evidence.None : base.Gather(answer, setting);

    private static TextPart Part(string name, string says, int line, int words) =>
        new(name, says, text => Count(text, Lines[line]) >= words,
            text => text.Replace(Line(text, Lines[line]), "", StringComparison.Ordinal));

    private static string Line(string text, string part) =>
        text.Split('\n').Select(line => line.Trim())
            .FirstOrDefault(line => line.StartsWith(part, StringComparison.OrdinalIgnoreCase))?[part.Length..].Trim() ?? "";

    private static int Count(string text, string part) => Line(text, part).Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
}
