namespace Classroom.Exercises;

/// <summary>A sentence that the head can do, and one that it cannot.</summary>
internal sealed class X0_1 : SentenceExercise
{
    private const string Same = "The two sentences are the same.";
    private const string Chapters = "The first sentence is the one of the chapter. Write one of your own.";
    private const string Misses = "The head does not find the subject of your first sentence. Perhaps it is your second one?";
    private const string FindsBoth =
        "The head finds the subject of your second sentence too. Move the subject farther away, or put in two nouns.";

    public override string Id => "X0.1";
    public override int Difficulty => 1;
    public override int Minutes => 5;
    public override string Task =>
        "Does the head find the subject in other sentences too? Write one in which another noun stands between subject and verb, and the "
            + "head still finds the subject. Then find one on which it does not.";
    public override string Expected =>
        "Two sentences, each with its subject and its verb. From the verb the head looks most at the subject of the first, and not at "
            + "that of the second.";
    public override IReadOnlyList<string> Hints =>
    [
        "`model.Trace(\"...\").LooksMostAt(head, \"your verb\")` says where the head looks from a verb.",
        "Two nouns in between are harder than one. A verb that is cut into pieces is harder too.",
        "Try \"In the kitchen the man with the knife sat\" as the second one: prepositions draw this head too.",
    ];
    public override string Stub =>
        "string[] found = [\"\", \"\", \"\"], missed = [\"\", \"\", \"\"];    // your turn: sentence, subject, verb";
    public override string Solution => """
        string[] found = ["The dog near the small gate ran", "dog", "ran"];
        string[] missed = ["In the kitchen the man with the knife sat", "man", "sat"];
        """;
    public override string Answer => "found, missed";
    public override string Next => "One miss does not make a bad head. How would you find out how often it is right?";

    private protected override IReadOnlyList<(string Name, string Says)> Others =>
        [("same twice", Same), ("the chapter's", Chapters), ("the first is missed", Misses), ("both are found", FindsBoth)];

    private protected override string? Wrong(string[][] sentences, Func<string[], bool> finds)
    {
        if (sentences.Length != 2) return "Two sentences are asked for.";
        if (sentences[0][0] == sentences[1][0]) return Same;
        if (sentences[0][0].StartsWith("The dog near the old gate chased", StringComparison.OrdinalIgnoreCase)) return Chapters;
        return !finds(sentences[0]) ? Misses : finds(sentences[1]) ? FindsBoth : null;
    }
}
