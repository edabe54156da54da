namespace Classroom.Exercises;

/// <summary>Backwards.</summary>
internal sealed class X3_8 : TextExercise
{
    public override string Id => "X3.8";
    public override int Difficulty => 2;
    public override int Minutes => 15;
    public override string Task =>
        "Backwards. Is there a head for the word before, as there is one for the next word? Turn the lists round, score both ways, and "
            + "set an untrained model beside them. Then say in one sentence whether low means none.";
    public override string Expected =>
        "The best score up, the best score down, an untrained one, and a sentence on what a low score does not say.";
    public override IReadOnlyList<string> Hints =>
    [
        "`SuccessorScore.Of(model).Best.Score` is the best for the next word.",
        "Turn the lists round: `SuccessorScore.Lists.Select(list => list.Reverse().ToArray())`.",
        "`SuccessorScore.Of(model, turned).Best.Score`, and both again with `model.WithRandomWeights(1)`. Can the model count down all "
            + "the same?",
    ];
    public override string Solution => """
        IReadOnlyList<string>[] turned = [.. SuccessorScore.Lists.Select(list => list.Reverse().ToArray())];
        var (up, down) = (SuccessorScore.Of(model).Best.Score, SuccessorScore.Of(model, turned).Best.Score);
        var luck = SuccessorScore.Of(model.WithRandomWeights(1), turned).Best.Score;
        var backwards = $"Up, the best head scores {up:0.00}; down, the best scores {down:0.00}. An untrained model has {luck:0.00} down. "
            + "A low score does not mean that the model cannot count down: several heads may share the work.";
        """;
    public override string Answer => "backwards";

    private protected override string Worked =>
        "Up, the best head scores .60; down, the best scores .20. An untrained model has .05 down. A low score does not mean that the "
            + "model cannot count down: several heads may share the work.";

    private protected override IReadOnlyList<TextPart> Parts =>
    [
        Length(15, "This is too short. Give the two scores and one sentence on what they say."),
        Numbers(1, "There is no number in it. What does the best head score?"),
        Control("There is no control. What does an untrained model score?"),
        Numbers(3, "Three numbers are due: up, down, and untrained."),
        Mentions("low taken for none", "You do not say whether low means none. Could the model count down without such a head?",
            "does not mean", "not mean", "does not follow", "may share", "may still", "several heads", "other heads", "other ways",
            "cannot say"),
    ];
}
