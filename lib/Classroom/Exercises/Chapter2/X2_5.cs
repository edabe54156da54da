namespace Classroom.Exercises;

/// <summary>The subject head against the first noun.</summary>
internal sealed class X2_5 : SentenceExercise
{
    private const int Asked = 6;
    private const string Few = "Six sentences are asked for: five, and one on which the first noun is wrong.";
    private const string Same = "Two of your sentences are the same.";
    private const string FirstNoun =
        "In your last sentence the subject comes too early. Begin it with a phrase that has a noun of its own, such as "
            + "\"After the storm\".";
    private const string Misses =
        "The head misses the subject of your last sentence. Then it tells nothing apart: find one on which the head is right and the "
            + "first noun is wrong.";

    public override string Id => "X2.5";
    public override int Difficulty => 2;
    public override int Minutes => 15;
    public override string Task =>
        "Write five sentences with a noun between subject and verb. In how many does the subject head find the subject? A rule that takes "
            + "the first noun finds it in all five. So write a sixth, on which that rule is wrong and the head is right.";
    public override string Expected =>
        "Six sentences, each with its subject and its verb. The last one begins with another noun, and the head finds its subject all "
            + "the same.";
    public override IReadOnlyList<string> Hints =>
    [
        "`model.Trace(\"...\").LooksMostAt(subjectHead, \"your verb\")` says where the head looks.",
        "\"The key to the old doors broke\" has a noun in between. The first noun is still the subject.",
        "\"In the morning the dog near the gate ran\": the first noun is the morning.",
    ];
    public override string Stub => "string[][] sentences = [];    // your turn: six of [sentence, subject, verb]";
    public override string Solution => """
        string[][] sentences =
        [
            ["The dog near the gate ran", "dog", "ran"], ["The woman with two cats left", "woman", "left"],
            ["The boy behind the trees sang", "boy", "sang"], ["The book above the table fell", "book", "fell"],
            ["The girl under the bridge sat", "girl", "sat"], ["In the morning the dog near the gate ran", "dog", "ran"],
        ];
        """;
    public override string Answer => "sentences";
    public override string Next =>
        "Six sentences are few. The table of the chapter has hundreds: by how much does the head beat the best rule there?";

    private protected override IReadOnlyList<(string Name, string Says)> Others =>
        [("too few", Few), ("same twice", Same), ("first noun is right", FirstNoun), ("the head is wrong too", Misses)];

    private protected override string? Wrong(string[][] sentences, Func<string[], bool> finds)
    {
        if (sentences.Length != Asked) return Few;
        if (sentences.Select(sentence => sentence[0]).Distinct(StringComparer.OrdinalIgnoreCase).Count() < Asked) return Same;
        return Place(sentences[^1], 1) < 3 ? FirstNoun : finds(sentences[^1]) ? null : Misses;
    }
}
