namespace Classroom.Exercises;

/// <summary>A task of one's own.</summary>
internal sealed class X3_7 : TextExercise
{
    public override string Id => "X3.7";
    public override int Difficulty => 3;
    public override int Minutes => 25;
    public override string Task =>
        "Do the heads that carry opposites carry other tasks too? Make a task of your own from twenty pairs, such as a word and its "
            + "plural. Find its vector with the five heads of opposites, and with five random ones. Add it to prompts without an example, "
            + "and write down what that does.";
    public override string Expected =>
        "What the task is, the chance of the right word with nothing added, with the vector of those heads, and with the vector of "
            + "random heads.";
    public override IReadOnlyList<string> Hints =>
    [
        "`new FewShotTask(\"mine\", pairs).In(model.Tokenizer)` drops pairs that are not single tokens. Use one half to make the vector "
            + "and the other to test it.",
        "`FunctionVectors.Of(model, prompts, heads)` makes the vector, and `FunctionVectors.Add(vector, layer)` a hook.",
        "`model.AnswerProbabilities(bare, hook).Average()` is the number, with no hook and with each vector.",
    ];
    public override string Solution => """
        string[] words = "cat dog tree house book hand road door car bird boat stone song king friend week".Split(' ');
        var task = new FewShotTask("plural", [.. words.Select(w => (w, w + "s"))]).In(model.Tokenizer);
        var known = FunctionVectorStudy.Of(model)["opposites"];
        int[] made = [.. Enumerable.Range(0, 8)], tried = [.. Enumerable.Range(8, task.Pairs.Count - 8)];
        var (shown, bare) = (task.Prompts(model.Tokenizer, made, 5, from: made), task.Prompts(model.Tokenizer, tried, 0));
        Hook Of(IEnumerable<HeadIndex> heads) => FunctionVectors.Add(FunctionVectors.Of(model, shown, heads), known.Layer);
        double P(Hook added) => model.AnswerProbabilities(bare, added).Average();
        var carried = $"My task is the plural. The right word has a chance of {P(null):0.000} with nothing added, of "
            + $"{P(Of(known.Heads)):0.000} with the vector of the heads of opposites, "
            + $"and of {P(Of(model.Config.RandomHeads(5, 1))):0.000} with that of five random heads, the control.";
        """;
    public override string Answer => "carried";

    private protected override string Worked =>
        "The task is to give the plural. With nothing added the right word has a chance of .010. With the vector of the heads of "
            + "opposites it has .020, and with that of five random heads, the control, .012.";

    private protected override IReadOnlyList<TextPart> Parts =>
    [
        Length(20, "This is too short. Say what your task is before you say what came out."),
        Numbers(1, "There is no number in it. What is the chance of the right word?"),
        Control("There is no control. What do five random heads do?"),
        Mentions("nothing added", "You do not say what the chance is with nothing added.", "nothing added", "without a vector",
            "without the vector", "no vector", "without it", "bare"),
        Numbers(3, "Three numbers are due: with nothing added, with the vector, and with that of random heads."),
    ];
}
