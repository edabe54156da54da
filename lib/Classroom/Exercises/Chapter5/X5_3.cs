using Attention.Measures;
using Attention.Models;
using Attention.Studies;

namespace Classroom.Exercises;

/// <summary>A score is not an effect.</summary>
internal sealed class X5_3 : HeadExercise
{
    private const double High = .3, Low = .1, Small = .25, Large = .5;
    private const string ScoreLow = "The first head scores too low. It should look like an induction head and cost next to nothing.";
    private const string Costs = "The first head costs too much when it is taken out.";
    private const string ScoreHigh = "The second head looks like an induction head. A low score is asked for.";
    private const string CostsLittle = "The second head costs too little when it is taken out.";
    private Setting? measured;
    private HeadScoreTable? scores, effects;

    public override string Id => "X5.3";
    public override int Difficulty => 1;
    public override int Minutes => 10;
    public override string Task =>
        "Find a head with a high induction score and next to no effect, and one with a low score and a large effect. The figure *Every "
            + "head: induction score and effect on the second copy* shows them. What does mean ablation say about your second one?";
    public override string Expected =>
        "Two heads. The first scores over .3 and costs less than 0.25 nats on the second copy. The second scores under .1 and costs more "
            + "than 0.5.";
    public override IReadOnlyList<string> Hints =>
    [
        "In the figure: right and low, then left and high.",
        "The effects of all heads are stored: `AblationStudy.Of(model).Repeated.Table(\"\")`. The scores come from `HeadScores.Induction`.",
        "`model.Config.AllHeads().First(h => score[h] > .3 && effect[h] < .25)`, and the other one with the signs turned round.",
    ];
    public override string Stub => "HeadIndex looksOnly = (-1, -1), works = (-1, -1);    // your turn";
    public override string Solution => """
        var copies = StandardInput.Repeated(model);
        var score = model.Score(copies, HeadScores.Induction(copies));
        var cost = AblationStudy.Of(model).Repeated.Table("");
        HeadIndex looksOnly = model.Config.AllHeads().Where(h => score[h] > .4).MinBy(h => cost[h]);
        HeadIndex works = model.Config.AllHeads().Where(h => score[h] < .05).MaxBy(h => cost[h]);
        """;
    public override string Answer => "looksOnly, works";
    public override string Next =>
        "Zero ablation also takes away what a head adds every time. Ask mean ablation before you call a head important.";

    private protected override IReadOnlyList<(string Name, string Says)> Others =>
        [("first scores low", ScoreLow), ("first has an effect", Costs), ("second scores high", ScoreHigh),
            ("second has no effect", CostsLittle)];

    private protected override string? Wrong(int place, HeadIndex head, Setting setting)
    {
        if (place > 1) return "Two heads are asked for.";
        Measure(setting);
        return place == 0
            ? scores![head] <= High ? ScoreLow : effects![head] >= Small ? Costs : null
            : scores![head] >= Low ? ScoreHigh : effects![head] <= Large ? CostsLittle : null;
    }

    private void Measure(Setting setting)
    {
        if (measured == setting) return;
        var input = StandardInput.Repeated(setting.Model);
        scores = setting.Model.Score(input, HeadScores.Induction(input));
        effects = AblationStudy.Of(setting.Model).Repeated.Table("");
        measured = setting;
    }
}
