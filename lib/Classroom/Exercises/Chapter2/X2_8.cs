using Attention.Measures;
using Attention.Models;

namespace Classroom.Exercises;

/// <summary>The circuit of a model of one's own.</summary>
internal sealed class X2_8 : HeadExercise
{
    private const double Tie = .03;
    private const string Swapped2 = "The two heads have changed places: first the previous-token head, then the induction head.";
    private const string Neighbours =
        "This head does not stand out at its task. The addresses in your model are your own: a friend's answer does not fit it.";

    public override string Id => "X2.8";
    public override int Difficulty => 2;
    public override int Minutes => 10;
    public override bool IsPersonal => true;
    public override string Task =>
        "You have a model of your own, in the folder `model`. Its heads have other addresses than those of your neighbour. Find its best "
            + "previous-token head and its best induction head.";
    public override string Expected => "Two heads of your own model, `Check.Personal`. On a tie either one counts.";
    public override IReadOnlyList<string> Hints =>
    [
        "Ask as in the chapter, but ask your own model: `Check.Personal`.",
        "The input is `StandardInput.Repeated(Check.Personal)`. The two measures are `HeadScores.PreviousToken` and "
            + "`HeadScores.Induction(input)`.",
        "`Check.Personal.Score(input, HeadScores.PreviousToken).Best.Head`, and the same with the other measure.",
    ];
    public override string Stub => "HeadIndex myPrevious = (-1, -1), myInduction = (-1, -1);    // your turn";
    public override string Solution => """
        var mine = StandardInput.Repeated(Check.Personal);
        HeadIndex myPrevious = Check.Personal.Score(mine, HeadScores.PreviousToken).Best.Head;
        HeadIndex myInduction = Check.Personal.Score(mine, HeadScores.Induction(mine)).Best.Head;
        """;
    public override string Answer => "myPrevious, myInduction";

    private protected override IReadOnlyList<(string Name, string Says)> Others => [("order", Swapped2), ("another's answer", Neighbours)];

    private protected override LanguageModel ModelOf(Setting setting) => setting.Personal ?? setting.Model;

    private protected override string? Wrong(int place, HeadIndex head, Setting setting)
    {
        if (place > 1) return "Two heads are asked for.";
        var model = ModelOf(setting);
        var input = StandardInput.Repeated(model);
        var tables = model.Score(input, [HeadScores.PreviousToken, HeadScores.Induction(input)]);
        bool IsBest(int kind) => tables[kind][head] >= tables[kind].Best.Score - Tie;
        return IsBest(place) ? null : IsBest(1 - place) ? Swapped2 : Neighbours;
    }
}
