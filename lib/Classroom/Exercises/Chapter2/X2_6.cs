using Attention.Studies;

namespace Classroom.Exercises;

/// <summary>A head that loses against a rule.</summary>
internal sealed class X2_6 : Exercise<string>
{
    private const string Unknown = "The table has no relation of that name. Write it as in the first column.";
    private const string Wins = "The best head for this relation beats its word class rule.";
    private const string Distance = "This head beats its rule by word class and loses against a fixed distance. That is another rival.";

    public override string Id => "X2.6";
    public override int Difficulty => 2;
    public override int Minutes => 10;
    public override string Task =>
        "Find a relation in the table whose best head is right less often than its rule by word class. What do you conclude, and what not?";
    public override string Expected =>
        "The name of a relation, as it stands in the table. Its head is right less often than the rule. There is more than one; any of "
            + "them counts.";
    public override IReadOnlyList<string> Hints =>
    [
        "Compare two columns: how often the head is right, and how often the rule is.",
        "`SyntaxStudy.Of(model).Scores` has one entry for each relation, with `Accuracy` and `RuleAccuracy`.",
        "`SyntaxStudy.Of(model).Scores.First(r => r.Accuracy < r.RuleAccuracy).Relation`",
    ];
    public override string Stub => "var loses = \"\";    // your turn: the name of a relation";
    public override string Solution => "var loses = SyntaxStudy.Of(model).Scores.First(r => r.Accuracy < r.RuleAccuracy).Relation;";
    public override string Answer => "loses";
    public override string Next =>
        "It does not follow that the model knows nothing of it. Several heads may share the work, and this table is about the best "
            + "single one.";
    public override IReadOnlyList<(string Name, string Says)> KnownMistakes =>
        [("no such relation", Unknown), ("the head wins", Wins), ("loses to distance only", Distance)];

    private protected override Evidence Gather(string answer, Setting setting) =>
        string.IsNullOrWhiteSpace(answer) ? Evidence.None : new Evidence { Texts = [answer.Trim()] };

    private protected override Verdict Weigh(Evidence evidence, Setting setting)
    {
        var name = evidence.Texts.Count > 0 ? evidence.Texts[0] : "";
        var scores = SyntaxStudy.Of(setting.Model).Scores.Where(score => score.Relation == name || score.InWords == name).ToArray();
        if (scores.Length == 0) return Say(Outcome.NotYet, looksLike: Unknown);
        if (scores.Any(score => score.Accuracy < score.RuleAccuracy)) return Say(Outcome.Passed);
        return Say(Outcome.NotYet, looksLike: scores.Any(score => score.Accuracy < score.Baseline) ? Distance : Wins);
    }
}
