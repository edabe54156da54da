namespace Classroom.Exercises;

/// <summary>Two jobs, or one.</summary>
internal sealed class X5_5 : TextExercise
{
    public override string Id => "X5.5";
    public override int Difficulty => 2;
    public override int Minutes => 15;
    public override string Task =>
        "Is there a head with two jobs? Choose one, and take its profile on prose, list, code and repetition. Write what it does on each "
            + "of them. Then write the shortest sentence that covers all four, and what would prove that sentence wrong.";
    public override string Expected =>
        "The head's address, a number from two kinds of text at least, one sentence for all four, and what would prove it wrong.";
    public override IReadOnlyList<string> Hints =>
    [
        "`RoleProfile.Of(model, kinds, [head])[0]` has the scores of a head on each kind of text, and `Figures.Roles` draws them.",
        "The best head for objects is a good one to ask: `SyntaxStudy.Of(model)[\"obj\"].Head`.",
        "A sentence for all four might be: it looks at the word that opened the phrase. It would be wrong if a phrase were opened by "
            + "another word.",
    ];
    public override string Solution => """
        var chosen = SyntaxStudy.Of(model)["obj"].Head;
        double Confident(string text) => model.Score(TokenBatch.Of(model.Fit(text)), HeadScores.Confidence)[chosen];
        var (prose, list) = (Confident("The old man opened the door with a small key"), Confident("apples, pears, plums, figs, grapes"));
        var jobs = $"Head {chosen} is sure of itself on prose ({prose:0.00}) and on a list ({list:0.00}). "
            + "From an object it looks at the verb, from a noun at its preposition: two jobs. "
            + "In one sentence, it looks at the word that opened the phrase. "
            + "That would be wrong if it did not follow a phrase that something else opens.";
        """;
    public override string Answer => "jobs";

    private protected override string Worked =>
        "Head 10.1 is sure of itself on prose (0.61) and on a list (0.55). From an object it looks at the verb, from a noun at its "
            + "preposition: two jobs. In one sentence, it looks at the word that opened the phrase. That would be wrong if it did not "
            + "follow a phrase that something else opens.";

    private protected override IReadOnlyList<TextPart> Parts =>
    [
        Length(25, "This is too short. Say what the head does on each kind of text."),
        Numbers(1, "There is no number in it. What does the head score on prose?"),
        Mentions("one kind of text", "You speak of one kind of text. What does it do on a list, in code or on repetition?", "list", "code",
            "repe", "random"),
        Numbers(2, "One number is missing. Two kinds of text are due at least."),
        Mentions("nothing would refute it", "You do not say what would prove your sentence wrong.", "wrong", "refute", "would not hold",
            "unless", "would fail"),
    ];
}
