namespace Classroom.Exercises;

/// <summary>What a person told the simulation.</summary>
internal sealed class X6_3 : TextExercise
{
    public override string Id => "X6.3";
    public override int Difficulty => 1;
    public override int Minutes => 5;
    public override string Task =>
        "What does the simulation know that a person told it? Make a list. What on the list does the model know, and from where?";
    public override string Expected => "A list of at least three things that were told, and where the model has them from.";
    public override IReadOnlyList<string> Hints =>
    [
        "The rules speak of kinds of words and of distance. Who says which word is of which kind?",
        "The list of function words is one entry. What else do the rules look up?",
        "Function words, which brackets belong together, how fast weight falls with distance. The model was told none of it: it has what "
            + "it knows from predicting words.",
    ];
    public override string Solution => """
        var list = "A person told it which words are function words, which brackets belong together, and that near "
            + "counts more than far in distance. The model was told none of it. It learned what it knows by predicting "
            + "the next word in its training.";
        """;
    public override string Answer => "list";

    private protected override string Worked =>
        "A person told it which words are function words, which brackets belong together, and that near counts more than far in distance. "
            + "The model was told none of it. It learned what it knows by predicting the next word in its training.";

    private protected override IReadOnlyList<TextPart> Parts =>
    [
        Length(12, "Say a little more: three entries make a list."),
        Mentions("kinds of words", "Something is missing. How does the simulation know which words carry meaning?", "function word",
            "word list", "list of words", "verb", "noun", "determiner", "kind of word", "kinds of word"),
        Mentions("distance or brackets", "Something is missing. What do the rules say about distance, or about brackets?", "distance",
            "near", "far", "bracket", "position"),
        Mentions("where the model has it", "You do not say where the model has it from.", "train", "learn", "predict", "data"),
    ];
}
