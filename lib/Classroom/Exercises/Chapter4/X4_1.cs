using Attention.Traces;

namespace Classroom.Exercises;

/// <summary>The adjacent share of the rest.</summary>
internal sealed class X4_1 : PatternExercise
{
    public override string Id => "X4.1";
    public override int Difficulty => 1;
    public override int Minutes => 10;
    public override string Task =>
        "Read the adjacent share of three layers off the player. The sink is counted in. What would the share of the rest be? Write it "
            + "for one pattern: of all weight between tokens other than the first, how much goes to the token before?";
    public override string Expected => "The sum of A[i, i-1] for i from 2, over the sum of all A[i, j] with i and j from 1.";
    public override IReadOnlyList<string> Hints =>
    [
        "Leave out row 0 and column 0. What is left is a smaller pattern whose rows sum to less than 1.",
        "In the smaller pattern the first row has no token before it, so the sum above starts with i = 2.",
        "`pattern.Diagonal(1)[1..].Sum()` over `Enumerable.Range(1, T - 1).Sum(i => pattern.Row(i)[1..].Sum())`.",
    ];
    public override string Stub => "double AdjacentOfRest(AttentionPattern pattern) => double.NaN;    // your turn";
    public override string Solution => """
        double AdjacentOfRest(AttentionPattern p) =>
            p.Diagonal(1)[1..].Sum() / Enumerable.Range(1, p.Length - 1).Sum(i => p.Row(i)[1..].Sum());
        """;
    public override string Answer => "AdjacentOfRest";
    public override string Next =>
        "Take the first and the last layer of the player. Which of the two numbers would you print, and what would you write beside it?";

    internal override IReadOnlyList<Mistake<AttentionPattern>> Mistakes =>
    [
        Mistaken("of all weight", "You divide by all weight. Leave out what goes to the first token.",
            p => p.Diagonal(1)[1..].Sum() / (p.Length - 1)),
        Mistaken("start token counted", "You count A[1, 0]. Its key is the first token, which is left out.",
            p => p.Diagonal(1).Sum() / Rest(p)),
        Mistaken("nothing left out", "This is the plain previous-token score. Leave out the first token, in rows and in columns.",
            p => p.Diagonal(1).Average()),
        Mistaken("mean for share", "This is a mean over rows. Divide the sum by the weight that is left.",
            p => p.Diagonal(1)[1..].Average()),
    ];

    private protected override double Number(AttentionPattern pattern) => pattern.Diagonal(1)[1..].Sum() / Rest(pattern);

    private static double Rest(AttentionPattern pattern) => Enumerable.Range(1, pattern.Length - 1).Sum(i => pattern.Row(i)[1..].Sum());
}
