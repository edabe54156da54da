using Attention.Traces;

namespace Classroom.Exercises;

/// <summary>The induction detector.</summary>
internal sealed class X2_4 : FunctionExercise<(AttentionPattern Pattern, int N), Func<AttentionPattern, int, double>>
{
    public override string Id => "X2.4";
    public override int Difficulty => 2;
    public override int Minutes => 15;
    public override string Task =>
        "Write the induction detector for one pattern. The input is a start token and n random tokens given twice, so 2n + 1 rows. A "
            + "token of the second copy should look at the token after its first copy. Then make two mistakes on purpose: the diagonal "
            + "one to the left, and the right diagonal one row too early. Which one would nobody notice?";
    public override string Expected => "The mean of A[i, i-n+1] over the n rows of the second copy, which are rows n+1 to 2n.";
    public override IReadOnlyList<string> Hints =>
    [
        "In row i the first copy of the token lies n back. The token after it lies n - 1 back.",
        "Row 0 is the start token, rows 1 to n are the first copy, rows n + 1 to 2n the second.",
        "`Enumerable.Range(n + 1, n).Average(i => pattern[i, i - n + 1])`",
    ];
    public override string Stub => "double Induction(AttentionPattern pattern, int n) => double.NaN;    // your turn";
    public override string Solution =>
        "double Induction(AttentionPattern pattern, int n) => Enumerable.Range(n + 1, n).Average(i => pattern[i, i - n + 1]);";
    public override string Answer => "Induction";
    public override string Next =>
        "One wrong row in fifty moves the mean by a hundredth or two. How would you find such a mistake in code of your own?";

    internal override IReadOnlyList<Mistake<(AttentionPattern Pattern, int N)>> Mistakes =>
    [
        new("whole diagonal", "This is the whole diagonal. Two rows of it are not in the second copy.",
            g => [g.Pattern.Diagonal(g.N - 1).Average()]),
        new("duplicate token",
            "You look at the first copy of the token itself. An induction head looks at the token after it, one to the right.",
            g => [Mean(g, g.N + 1, g.N, left: 1)]),
        new("whole diagonal, one to the left",
            "This is the diagonal n back, where the first copy of the token itself stands. Look one to the right of it, in the rows of "
                + "the second copy.", g => [g.Pattern.Diagonal(g.N).Average()]),
        new("two to the right", "You look two tokens after the first copy. One is due.", g => [Mean(g, g.N + 2, g.N - 1, left: -1)]),
        new("off by one row", "Your rows begin one too early: row n is the end of the first copy.", g => [Mean(g, g.N, g.N)]),
        new("first row missing", "Your rows begin one too late. The second copy begins in row n + 1.", g => [Mean(g, g.N + 2, g.N - 1)]),
        new("start token counted", "You take a token more than the second copy has. The start token is no part of a copy.",
            g => [Mean(g, g.N, g.N + 1)]),
        new("all rows in the mean", "You divide by all rows. Only the n rows of the second copy count.",
            g => [Mean(g, g.N + 1, g.N) * g.N / g.Pattern.Length]),
        new("previous token", "This is the previous-token score. Look n - 1 back, not one.", g => [g.Pattern.Diagonal(1).Average()]),
    ];

    internal override (AttentionPattern Pattern, int N) Draw(Random dice)
    {
        var n = dice.Next(4, 9);
        return (DrawnPattern.Of(dice, 2 * n + 1), n);
    }

    internal override double[] Right((AttentionPattern Pattern, int N) given) => [Mean(given, given.N + 1, given.N)];

    private protected override double[] Ask(Func<AttentionPattern, int, double> answer, (AttentionPattern Pattern, int N) given) =>
        [answer(given.Pattern, given.N)];

    private protected override string Describe((AttentionPattern Pattern, int N) given) =>
        $"A drawn pattern with n = {given.N}, so {given.Pattern.Length} rows";

    private static double Mean((AttentionPattern Pattern, int N) given, int firstRow, int rows, int left = 0) =>
        Enumerable.Range(firstRow, rows).Average(i => given.Pattern[i, i - given.N + 1 - left]);
}
