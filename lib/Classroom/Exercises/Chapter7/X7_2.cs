namespace Classroom.Exercises;

/// <summary>One number and its control.</summary>
internal sealed class X7_2 : TextExercise
{
    public override string Id => "X7.2";
    public override int Difficulty => 1;
    public override int Minutes => 10;
    public override string Task =>
        "Write one paragraph about attention heads for a friend from another field. Say what was done before you say what came out. Give "
            + "one finding as a number, and the number of its control beside it.";
    public override string Expected =>
        "Thirty words or more, two numbers, and a word for what the second one is: a control, a random or an untrained model, another "
            + "head.";
    public override IReadOnlyList<string> Hints =>
    [
        "Statement 3 or 5 makes a good start: a head is taken out, and the loss goes up.",
        "By how much would the loss go up if you took out another head of the same layer? That is your control.",
        "\"We switched off one part. The model got worse at ... by ... . Switching off another part of the same layer changed it by only "
            + "... .\"",
    ];
    public override string Solution => """
        var effects = AblationStudy.Of(model).Repeated.Table("");
        var rest = effects.All().Where(e => e.Head.Layer == effects.Best.Head.Layer && e.Head != effects.Best.Head);
        var paragraph = "A language model is made of many small parts called attention heads. We switched off one of them "
            + "and asked the model to go on with a list that it had just read. Its loss rose by "
            + $"{effects.Best.Score:0.0} nats. As a control we switched off each other head of the same layer: "
            + $"there the loss changed by {rest.Average(e => e.Score):0.0} on average.";
        """;
    public override string Answer => "paragraph";

    private protected override string Worked =>
        "A language model is made of many small parts called attention heads. We switched off one of them and asked the model to go on "
            + "with a list that it had just read. Its loss rose by 6.5 nats. As a control we switched off each other head of the same "
            + "layer: there the loss changed by .1 on average.";

    private protected override IReadOnlyList<TextPart> Parts =>
    [
        Length(30, "This is too short for a friend to follow. Write thirty words or more."),
        Numbers(1, "There is no number in it. Say how much."),
        Control("There is no control. How large would the number be for a head that does something else?"),
        Numbers(2, "Your finding has a number, and its control has none."),
        Mentions("what was done", "Say what was done before you say what came out.", "switch", "took out", "taken out", "taking out",
            "remov", "measur", "ablat", "gave the model", "asked the model", "score"),
    ];
}
