namespace Classroom.Exercises;

/// <summary>A model of one's own, in three numbers.</summary>
internal sealed class X8_5 : TextExercise
{
    public override string Id => "X8.5";
    public override int Difficulty => 3;
    public override int Minutes => 30;
    public override string Task =>
        "Take a model of your own: a .gguf file that another program left on your disk, a folder from Hugging Face, or one that you "
            + "trained. Write a paragraph about its attention with three numbers, each beside its control, and one thing that the report "
            + "cannot say.";
    public override string Expected => "The name of the model, three numbers and three controls, and one limit of the report.";
    public override IReadOnlyList<string> Hints =>
    [
        "Ollama and LM Studio keep .gguf files. Without one, train your own: `course train classroom`.",
        "`ModelReport.Of(LanguageModel.Load(\"path\")).Heads()` has the best head of each type, and the best untrained one beside it.",
        "What it cannot say: whether the heads would do the same on other text, or whether the model needs them.",
    ];
    public override string Solution => """
        var mine = LanguageModel.Load("stories-4l");
        var (given, luck) = (StandardInput.Repeated(mine), mine.WithRandomWeights(1));
        string Pair(HeadMeasure m) => $"{mine.Score(given, m).Best.Score:0.00} (untrained {luck.Score(given, m).Best.Score:0.00})";
        var about = $"The model stories-4l was trained on stories. Its best previous-token head scores {Pair(HeadScores.PreviousToken)}, "
            + $"its best induction head has {Pair(HeadScores.Induction(given))}, "
            + $"its best head for the first token {Pair(HeadScores.FirstToken)}. "
            + "The report cannot say whether these heads do the same on text that is no story.";
        """;
    public override string Answer => "about";

    private protected override string Worked =>
        "The model stories-4l was trained on stories. Its best previous-token head scores .97 (untrained .10), its best induction head "
            + ".80 (untrained .06), its best head for the first token .60 (untrained .08). The report cannot say whether these heads do "
            + "the same on text that is no story.";

    private protected override IReadOnlyList<TextPart> Parts =>
    [
        Length(30, "This is too short. Say which model it is and where it comes from."),
        Numbers(1, "There is no number in it. Three are due."),
        Control("There is no control. What is the same number for an untrained model?"),
        Numbers(6, "Six numbers are due: three, and a control for each."),
        Mentions("no limit", "One thing is missing: what can the report not say?", "cannot say", "can not say", "does not say", "not know",
            "cannot tell", "says nothing", "limit"),
    ];
}
