namespace Classroom.Exercises;

/// <summary>Retrieval without repetition.</summary>
internal sealed class X3_6 : TextExercise
{
    public override string Id => "X3.6";
    public override int Difficulty => 2;
    public override int Minutes => 15;
    public override string Task =>
        "Retrieval with less to repeat. Before each later word of an answer stands a word that comes once in the page, in the fact. "
            + "Before the first one there is often a word like \"the\", which comes in many places. Score the first word and the other "
            + "words of some answers, and write down what you see.";
    public override string Expected =>
        "The best score for the first word, the best for the other words, and what that says. The first is much lower.";
    public override IReadOnlyList<string> Hints =>
    [
        "`Retrieval.Score(model, prompts, ..1)` counts the first word of each answer only, and `1..` the others.",
        "`HiddenFacts.Prompts(model)` has two prompts for each fact. Two of them are enough to see it.",
        "`Retrieval.Score(model, some, ..1).Mean.Best.Score`, and the same with `1..` for the range.",
    ];
    public override string Solution => """
        var some = HiddenFacts.Prompts(model).Take(2).ToArray();
        double Retrieved(Range words) => Retrieval.Score(model, some, words).Mean.Best.Score;
        var retrieval = $"For the first word of the answer the best head scores {Retrieved(..1):0.00}. For the other words the best scores "
            + $"{Retrieved(1..):0.00}. They repeat what stands before them in the fact, and an induction head can follow that; "
            + "what stands before the first word often stands in many places.";
        """;
    public override string Answer => "retrieval";

    private protected override string Worked =>
        "For the first word of the answer the best head scores .12. For the other words the best scores .70. They repeat what stands "
            + "before them in the fact, and an induction head can follow that.";

    private protected override IReadOnlyList<TextPart> Parts =>
    [
        Length(15, "This is too short. What does the best head do on the first word, and what on the others?"),
        Numbers(1, "There is no number in it. What is the best score for the first word?"),
        Mentions("first word", "Say which number is for the first word of the answer.", "first"),
        Mentions("no control", "There is nothing to hold it against. What is the score for the other words of the answer?", "other",
            "rest", "second"),
        Numbers(2, "One number is missing: the score for the other words."),
        Mentions("no reason", "You do not say why they differ. What does an induction head need to find?", "induction", "repeat",
            "before", "match"),
    ];
}
