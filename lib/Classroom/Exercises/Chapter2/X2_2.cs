using Attention.Traces;

namespace Classroom.Exercises;

/// <summary>The previous-token detector.</summary>
internal sealed class X2_2 : PatternExercise
{
    public override string Id => "X2.2";
    public override int Difficulty => 1;
    public override int Minutes => 10;
    public override string Task =>
        "Write the previous-token detector yourself, for one pattern: the mean weight that a token gives to the one before it. The first "
            + "token has none before it. Compare with `HeadScores.PreviousToken.Score(trace)`.";
    public override string Expected => "The mean of the weights A[i, i-1] over all rows but the first. It lies between 0 and 1.";
    public override IReadOnlyList<string> Hints =>
    [
        "`pattern[i, i - 1]` is what token i gives to the token before it. How many such cells are there?",
        "With T tokens there are T - 1 of them: rows 1 to T - 1. Add them up and divide by T - 1.",
        "`pattern.Diagonal(1)` holds A[1,0], A[2,1] and so on, and an array has an `Average()`.",
    ];
    public override string Stub => "double PreviousToken(AttentionPattern pattern) => double.NaN;    // your turn";
    public override string Solution => "double PreviousToken(AttentionPattern pattern) => pattern.Diagonal(1).Average();";
    public override string Answer => "PreviousToken";
    public override string Next =>
        "Your score is high for a head that looks one back. What would a head score that spreads its weight evenly? Is it 1/T?";

    internal override IReadOnlyList<Mistake<AttentionPattern>> Mistakes =>
    [
        Mistaken("current token", "This is the weight of each token on itself. Go one cell to the left: i - 1.",
            p => p.Diagonal(0).Average()),
        Mistaken("two back", "This looks two tokens back. The one before is i - 1.", p => p.Diagonal(2).Average()),
        Mistaken("query and key swapped",
            "You read A[i-1, i]: query and key have changed places. No token sees the one after it, so these are all 0.", _ => 0),
        Mistaken("sum for mean", "This is the sum of the right cells. Divide by how many there are.", p => p.Diagonal(1).Sum()),
        Mistaken("first row counted", "You divide by T. The first token has none before it, so only T - 1 rows count.",
            p => p.Diagonal(1).Sum() / p.Length),
        Mistaken("one row short", "You stop one row too early. The last token counts too.", p => p.Diagonal(1)[..^1].Average()),
        Mistaken("one row late", "You start one row too late. Token 1 looks back at token 0 too.", p => p.Diagonal(1)[1..].Average()),
        Mistaken("largest for mean", "This is the largest of the right cells. One good row is not a good head: take the mean.",
            p => p.Diagonal(1).Max()),
    ];

    private protected override double Number(AttentionPattern pattern) => pattern.Diagonal(1).Average();
}
