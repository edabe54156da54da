using Attention.Models;
using Attention.Traces;

namespace Classroom.Exercises;

/// <summary>Who fetches the kind.</summary>
internal sealed class X1_7 : HeadExercise
{
    private const string Question = "A dog is a kind of";
    private const int Dog = 2, Asked = 3;
    private const double Tie = .01;
    private const string OtherLayer = "A head lies in another layer. Only layers 22 to 24 are asked for.";
    private const string Twice = "A head stands there twice.";
    private const string AtFirst = "This head looks most at the first token, as many do, and little at dog. Read the weight at position 2.";
    private const string Less = "Three other heads of these layers look more at dog.";

    public override string Id => "X1.7";
    public override int Difficulty => 2;
    public override int Minutes => 15;
    public override string Task =>
        "Who fetches the word animal? At the last word of \"A dog is a kind of\", find the three heads of layers 22 to 24 that look most "
            + "at dog. Then take them out, one by one and together. How much of the answer goes?";
    public override string Expected =>
        "Three heads of layers 22 to 24, those with the most weight from the last word on position 2, where dog stands.";
    public override IReadOnlyList<string> Hints =>
    [
        "`question[head, ^1, 2]` is how much the last word looks at position 2.",
        "Order `model.Config.HeadsIn(22, 23, 24)` by that weight, and take the first three.",
        "`model.Run(text, Ablation.Zero(model.Config, heads)).Probability(\" animal\")` says what is left of the answer. Set three others "
            + "beside it: `model.Config.RandomHeadsLike(heads, seed: 1)`.",
    ];
    public override string Stub => "HeadIndex[] fetchers = [];    // your turn: the heads that look most at dog";
    public override string Solution => """
        var kind = model.Trace("A dog is a kind of");
        HeadIndex[] fetchers = [.. model.Config.HeadsIn(22, 23, 24).OrderByDescending(h => kind[h, ^1, 2]).Take(3)];
        """;
    public override string Answer => "fetchers";
    public override string Next =>
        "Is one of them the head that fetches capitals? Does any of them alone cost as much as that one does there?";

    private protected override IReadOnlyList<(string Name, string Says)> Others =>
        [("other layers", OtherLayer), ("twice", Twice), ("first token", AtFirst), ("look less", Less)];

    private protected override string? Wrong(int place, HeadIndex head, Setting setting)
    {
        if (head.Layer is < 22 or > 24) return OtherLayer;
        using var trace = setting.Model.Trace(Question);
        var third = setting.Model.Config.HeadsIn(22, 23, 24).Select(other => trace[other, ^1, Dog]).OrderDescending().ElementAt(Asked - 1);
        if (trace[head, ^1, Dog] >= third - Tie) return null;
        return trace[head, ^1, 0] > .5 ? AtFirst : Less;
    }

    private protected override Verdict Weigh(Evidence evidence, Setting setting)
    {
        if (evidence.Numbers.Count != Asked) return Say(Outcome.NotYet, looksLike: "Three heads are asked for.");
        return evidence.Numbers.Select(head => string.Join('.', head)).Distinct().Count() < Asked
            ? Say(Outcome.NotYet, looksLike: Twice)
            : base.Weigh(evidence, setting);
    }
}
