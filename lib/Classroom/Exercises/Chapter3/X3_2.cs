using Attention.Measures;
using Attention.Models;
using Attention.Tokens;

namespace Classroom.Exercises;

/// <summary>A head that nobody named.</summary>
internal sealed class X3_2 : HeadExercise
{
    private const double NamedFrom = .4;

    /// <summary>What a score on the grader's tokens may lie over one on the learner's own.</summary>
    private const double Leeway = .1;
    private const string NotSharp =
        "This head has no name, but it is not sharp. Half of the heads without a name put more weight in one place.";
    private const string IsNamed = "This head has a name: one of the known scores is high for it.";
    private Setting? measured;
    private IReadOnlyList<HeadScoreTable> tables = [];

    public override string Id => "X3.2";
    public override int Difficulty => 1;
    public override int Minutes => 10;
    public override string Task =>
        "Find a head that nobody named: it scores low in every kind of this chapter, and its pattern is sharp all the same. Then say in "
            + "one sentence what each row of it does, with a number.";
    public override string Expected =>
        "A head with every known score under .4, whose confidence is above the middle of the heads without a name. There are many; any "
            + "one counts.";
    public override IReadOnlyList<string> Hints =>
    [
        "Confidence is the mean of each row's largest weight. `HeadScores.Confidence` measures it.",
        "Score all heads in each kind, and keep those that are low in all. Which of them has the largest confidence?",
        "`model.Config.AllHeads().Where(h => known.All(t => t[h] < .4)).MaxBy(h => confidence[h])`, where `known` is a list of score "
            + "tables.",
    ];
    public override string Stub => "HeadIndex nameless = (-1, -1);    // your turn";
    public override string Solution => """
        var input = StandardInput.Repeated(model);
        HeadMeasure[] kinds = [HeadScores.PreviousToken, HeadScores.Offset(2), HeadScores.Offset(0), HeadScores.FirstToken];
        var known = model.Score(input, [.. kinds, HeadScores.DuplicateToken(input), HeadScores.Induction(input)]);
        var sharp = model.Score(input, HeadScores.Confidence);
        HeadIndex nameless = model.Config.AllHeads().Where(h => known.All(t => t[h] < .4)).MaxBy(h => sharp[h]);
        """;
    public override string Answer => "nameless";
    public override string Next => "Sharp on one text need not be sharp on the next. What would you measure to call it a kind?";

    private protected override IReadOnlyList<(string Name, string Says)> Others => [("it has a name", IsNamed), ("not sharp", NotSharp)];

    private protected override string? Wrong(int place, HeadIndex head, Setting setting)
    {
        var all = Tables(setting);
        if (all[..^1].Any(table => table[head] >= NamedFrom + Leeway)) return IsNamed;
        var confidence = all[^1];
        double[] nameless = [.. setting.Model.Config.AllHeads().Where(other => all[..^1].All(table => table[other] < NamedFrom))
            .Select(other => confidence[other]).Order()];
        var middle = nameless[nameless.Length / 2];
        return confidence[head] >= middle ? null : NotSharp;
    }

    private HeadScoreTable[] Tables(Setting setting)
    {
        if (measured == setting) return [.. tables];
        var model = setting.Model;
        var input = RepeatedTokens.Fitting(model.Tokenizer.Vocabulary, model.Config.MaxPositionEmbeddings, sequences: 4, setting.Seed);
        HeadMeasure[] kinds = [HeadScores.PreviousToken, HeadScores.Offset(2), HeadScores.Offset(0), HeadScores.FirstToken,
            HeadScores.DuplicateToken(input), HeadScores.Induction(input)];
        (measured, tables) = (setting, model.Score(input, [.. kinds, HeadScores.Confidence]));
        return [.. tables];
    }
}
