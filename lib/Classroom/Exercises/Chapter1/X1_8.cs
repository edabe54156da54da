namespace Classroom.Exercises;

/// <summary>A likeness of one's own.</summary>
internal sealed class X1_8 : TextExercise
{
    public override string Id => "X1.8";
    public override int Difficulty => 3;
    public override int Minutes => 25;
    public override string Task =>
        "Do the heads follow a likeness too, not only the same word? Try one of your own: singular and plural, English and French, a "
            + "digit and its word. Make the pairs, score the heads, and set the untrained model beside them. Say in a few lines what "
            + "you found.";
    public override string Expected =>
        "Which likeness you tried, the best score on it, the score where the same words come back, and the score of an untrained model. "
            + "Three numbers.";
    public override IReadOnlyList<string> Hints =>
    [
        "`RepeatedTokens.Varied(vocabulary, pairs, n, sequences)` takes pairs of token ids; `model.Tokenizer.SingleId(\" cat\")` gives "
            + "one.",
        "Twenty pairs are enough. Use the same form in both copies as well: that says how high the score can be.",
        "`model.Score(input, HeadScores.Induction(input)).Best.Score`, and the same with `model.WithRandomWeights(1)`.",
    ];
    public override string Solution => """
        (int, int)[] Pairs(string end) => [.. "cat dog tree book hand road door car bird boat".Split(' ')
            .Select(w => (model.Tokenizer.SingleId($" {w}"), model.Tokenizer.SingleId($" {w}{end}")))];
        double Likeness(LanguageModel m, string end) => RepeatedTokens.Varied(m.Tokenizer.Vocabulary, Pairs(end), 10, 4) is var given
            ? m.Score(given, HeadScores.Induction(given)).Best.Score : 0;
        var likeness = $"Singular and plural. The best head scores {Likeness(model, "s"):0.00} where the plural comes back. "
            + $"With the same word in both copies it scores {Likeness(model, ""):0.00}. "
            + $"The control is an untrained model: {Likeness(model.WithRandomWeights(1), "s"):0.00} for the plural.";
        """;
    public override string Answer => "likeness";

    private protected override string Worked =>
        "Singular and plural. The best head scores .70 where the plural comes back. With the same word in both copies it scores .90. The "
            + "control is an untrained model: .05 for the plural.";

    private protected override IReadOnlyList<TextPart> Parts =>
    [
        Length(20, "This is too short. Say what you tried before you say what came out."),
        Numbers(1, "There is no number in it. What did the best head score?"),
        Control("There is no control. What does an untrained model score on the same pairs?"),
        Mentions("no ceiling", "You do not say how high the score could be. Give the same word in both copies and score that too.",
            "same word", "same form", "same token", "identical", "the word itself", "unchanged", "without any change"),
        Numbers(3, "Three numbers are due: your likeness, the same words, and the untrained model."),
    ];
}
