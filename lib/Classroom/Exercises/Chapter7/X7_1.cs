namespace Classroom.Exercises;

/// <summary>A statement on another model.</summary>
internal sealed class X7_1 : TextExercise
{
    public override string Id => "X7.1";
    public override int Difficulty => 2;
    public override int Minutes => 15;
    public override string Task =>
        "Do induction heads complete patterns in another model too? Take out the best of them there, and then as many others. Name the "
            + "model, and report the number and its control. In a model of eight heads there is no fair control: why?";
    public override string Expected =>
        "The name of a model of the course, what the second copy costs without its best induction heads, and what it costs without as "
            + "many random heads.";
    public override IReadOnlyList<string> Hints =>
    [
        "`LanguageModel.Load(\"name\")`; the names are in `Catalogue.Open().CourseModels`. Take one of six layers.",
        "`other.Config.RandomHeads(4, seed, except)` draws others. Leave out the circuit's other half as well.",
        "`Ablation.Effect(other, input, heads, input.SecondCopy)` gives the number, once for each set.",
    ];
    public override string Solution => """
        var other = LanguageModel.Load("stories-6l");
        var twice = StandardInput.Repeated(other);
        var best = other.Score(twice, HeadScores.Induction(twice)).Top(4).Select(s => s.Head).ToArray();
        var half = other.Score(twice, HeadScores.PreviousToken).Best.Head;
        double Out(HeadIndex[] heads) => Ablation.Effect(other, twice, heads, twice.SecondCopy);
        var elsewhere = $"In stories-6l the second copy costs {Out(best):0.00} nats more without the four best induction heads, "
            + $"and {Out([.. other.Config.RandomHeads(4, 1, [.. best, half])]):0.00} more without four random ones, the control. "
            + "In a model of eight heads the other four are the rest of the circuit, so there is nothing fair to draw.";
        """;
    public override string Answer => "elsewhere";

    private protected override string Worked =>
        "In stories-6l the second copy costs 3.10 nats more without the four best induction heads, and 0.20 more without four random ones, "
            + "the control. In a model of eight heads the other four are the rest of the circuit, so there is nothing fair to draw.";

    private protected override IReadOnlyList<TextPart> Parts =>
    [
        Length(20, "This is too short. Say what was taken out, and of which model."),
        Mentions("no model", "You do not name the model. Write its name as the course does, such as stories-6l.", "stories-", "induction-1",
            "induction-2", "smollm", "classroom"),
        Numbers(1, "There is no number in it. By how much does the loss rise?"),
        Control("There is no control. What do as many random heads cost?"),
        Numbers(2, "Your control has no number."),
        Mentions("eight heads", "One question is open: why has a model of eight heads no fair control?", "eight", "8 heads",
            "rest of the circuit", "other half", "too few"),
    ];
}
