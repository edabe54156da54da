using Attention.Interventions;
using Attention.Models;

namespace Classroom.Exercises;

/// <summary>How few heads change the next word.</summary>
internal sealed class X6_4 : HeadExercise
{
    private const string Prompt = "The cat sat on the";
    private const int Most = 12;
    private const string Unchanged = "The next word stays as it was without these heads.";
    private const string TooMany = "These are more than twelve heads. Find a smaller set.";
    private const string Twice = "A head stands there twice.";

    public override string Id => "X6.4";
    public override int Difficulty => 2;
    public override int Minutes => 15;
    public override string Task =>
        "The word that the model says after \"The cat sat on the\" is `model.Run(\"The cat sat on the\").Top(1)[0].Token`. Which heads "
            + "must be taken out before it says another one? How few does it take? Any set of up to twelve heads counts.";
    public override string Expected => "A list of heads, twelve at the most. Without them the likeliest next word is a different one.";
    public override IReadOnlyList<string> Hints =>
    [
        "`model.Run(text, Ablation.Zero(model.Config, heads)).Top(1)[0].Token` is the likeliest next word without some heads.",
        "Begin with heads that cost most on English: `AblationStudy.Of(model).English.Table(\"\").Top(12)`.",
        "Take the first k of that list, and let k grow from 1 until the word changes.",
    ];
    public override string Stub => "HeadIndex[] takenOut = [];    // your turn";
    public override string Solution => """
        string NextWithout(HeadIndex[] gone) =>
            model.Run("The cat sat on the", Ablation.Zero(model.Config, gone)).Top(1)[0].Token;
        var costly = AblationStudy.Of(model).English.Table("").Top(12).Select(e => e.Head).ToArray();
        var needed = Enumerable.Range(1, 12).First(k => NextWithout(costly[..k]) != NextWithout([]));
        HeadIndex[] takenOut = costly[..needed];
        """;
    public override string Answer => "takenOut";
    public override string Next => "Now the control: as many heads drawn at random. How often do they change the word?";

    private protected override IReadOnlyList<(string Name, string Says)> Others =>
        [("unchanged", Unchanged), ("too many", TooMany), ("twice", Twice)];

    private protected override string? Wrong(int place, HeadIndex head, Setting setting) => null;

    private protected override Verdict Weigh(Evidence evidence, Setting setting)
    {
        var verdict = base.Weigh(evidence, setting);
        if (!verdict.Passed) return verdict;
        HeadIndex[] heads = [.. evidence.Numbers.Select(numbers => new HeadIndex((int)numbers[0], (int)numbers[1]))];
        if (heads.Length > Most) return Say(Outcome.NotYet, looksLike: TooMany);
        if (heads.Distinct().Count() < heads.Length) return Say(Outcome.NotYet, looksLike: Twice);
        return WordWithout(setting.Model, heads) != WordWithout(setting.Model, []) ? verdict : Say(Outcome.NotYet, looksLike: Unchanged);
    }

    private static string WordWithout(LanguageModel model, HeadIndex[] gone)
    {
        using var run = model.Run(Prompt, Ablation.Zero(model.Config, gone));
        return run.Top(1)[0].Token;
    }
}
