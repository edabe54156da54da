using Attention.Measures;
using Attention.Models;
using Attention.Tokens;

namespace Classroom.Exercises;

/// <summary>The heads best at offsets 2 and 3.</summary>
internal sealed class X2_3 : HeadExercise
{
    private const double Tie = .02;
    private const string Chance = "This head does it no more than most. Score all heads and take the best.";
    private const string OneBack = "This head looks one token back. Ask for `HeadScores.Offset(2)` and `HeadScores.Offset(3)`.";
    private const string OtherOne = "The two heads have changed places: first the one for 2 back, then the one for 3 back.";
    private Setting? measured;
    private IReadOnlyList<HeadScoreTable> tables = [];

    public override string Id => "X2.3";
    public override int Difficulty => 2;
    public override int Minutes => 10;
    public override string Task =>
        "Which head is best at looking two tokens back, which at three? Use random tokens, as the chapter does. Why might three back "
            + "hardly exist in this model?";
    public override string Expected => "Two heads: the best at offset 2, then the best at offset 3. On a tie either one counts.";
    public override IReadOnlyList<string> Hints =>
    [
        "`HeadScores.Offset(k)` is the measure for k tokens back. `model.Score(input, measure)` scores all heads.",
        "The input is random tokens, for instance `StandardInput.Repeated(model)`. A score table has a `.Best`.",
        "`model.Score(StandardInput.Repeated(model), HeadScores.Offset(2)).Best.Head`, and the same with 3.",
    ];
    public override string Stub => "HeadIndex twoBack = (-1, -1), threeBack = (-1, -1);    // your turn";
    public override string Solution => """
        HeadIndex Best(int k) => model.Score(StandardInput.Repeated(model), HeadScores.Offset(k)).Best.Head;
        HeadIndex twoBack = Best(2), threeBack = Best(3);
        """;
    public override string Answer => "twoBack, threeBack";
    public override string Next => "A step of one and a step of two make three, in two layers. What would a head of its own be good for?";

    private protected override IReadOnlyList<(string Name, string Says)> Others =>
        [("no better than most", Chance), ("one back", OneBack), ("order", OtherOne)];

    private protected override string? Wrong(int place, HeadIndex head, Setting setting)
    {
        var all = Tables(setting);
        if (place > 1) return "Two heads are asked for.";
        if (IsBest(all[place], head)) return null;
        if (IsBest(all[1 - place], head)) return OtherOne;
        return IsBest(all[2], head) ? OneBack : Chance;
    }

    private static bool IsBest(HeadScoreTable table, HeadIndex head) => table[head] >= table.Best.Score - Tie;

    private IReadOnlyList<HeadScoreTable> Tables(Setting setting)
    {
        if (measured == setting) return tables;
        var model = setting.Model;
        var input = RepeatedTokens.Fitting(model.Tokenizer.Vocabulary, model.Config.MaxPositionEmbeddings, sequences: 4, setting.Seed);
        (measured, tables) = (setting, model.Score(input, [HeadScores.Offset(2), HeadScores.Offset(3), HeadScores.PreviousToken]));
        return tables;
    }
}
