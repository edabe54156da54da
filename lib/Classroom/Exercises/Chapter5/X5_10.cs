namespace Classroom.Exercises;

/// <summary>One more way to fool yourself.</summary>
internal sealed class X5_10 : TextExercise
{
    public override string Id => "X5.10";
    public override string Notebook => "05b-";
    public override int Difficulty => 3;
    public override int Minutes => 20;
    public override string Task =>
        "One more way to fool yourself. Take a claim of this chapter and find a text, a head or a model where it fails. Write down the "
            + "claim, where it fails, the number, and its control.";
    public override string Expected => "The claim in one sentence, the place where it fails, a number, and the same number for a control.";
    public override IReadOnlyList<string> Hints =>
    [
        "The small models of the course are a good hunting ground.",
        "A head that is idle on English: is it idle on a text that repeats?",
        "The stored effects hold both: `AblationStudy.Of(model).English` and `.Repeated`. Set another head of the layer beside it.",
    ];
    public override string Solution => """
        var (prose, copied) = (AblationStudy.Of(model).English.Table(""), AblationStudy.Of(model).Repeated.Table(""));
        var idle = copied.Top(10).Select(e => e.Head).MinBy(h => Math.Abs(prose[h]));
        var beside = model.Config.HeadsIn(idle.Layer).Where(h => h != idle).MinBy(h => Math.Abs(prose[h]));
        var sixth = "The claim is that a head which is idle on English is idle. It fails on text that repeats: "
            + $"head {idle} costs {prose[idle]:0.000} nats on English and {copied[idle]:0.00} on the second copy. "
            + $"The control, another head of the same layer, is as idle on English and costs {copied[beside]:0.00} there.";
        """;
    public override string Answer => "sixth";

    private protected override string Worked =>
        "The claim is that a head which is idle on English is idle. It fails on text that repeats: head 17.2 costs 0.001 nats on English "
            + "and 1.20 on the second copy. The control, another head of the same layer, is as idle on English and costs .02 there.";

    private protected override IReadOnlyList<TextPart> Parts =>
    [
        Length(20, "This is too short. Write the claim first."),
        Mentions("no claim", "You do not say which claim it is. Begin with: the claim is that ...", "claim", "chapter says",
            "it is said", "step"),
        Mentions("where it fails", "You do not say where it fails.", "fail", "does not hold", "wrong", "breaks", "not so"),
        Numbers(1, "There is no number in it. By how much does it fail?"),
        Control("There is no control. Would the number be as large for a head that does something else?"),
        Numbers(2, "Your control has no number."),
    ];
}
