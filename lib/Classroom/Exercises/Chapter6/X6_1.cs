using Attention.Traces;

namespace Classroom.Exercises;

/// <summary>Where simulation and head part most.</summary>
internal sealed class X6_1
    : FunctionExercise<(AttentionPattern Rules, AttentionPattern Head), Func<AttentionPattern, AttentionPattern, int>>
{
    public override string Id => "X6.1";
    public override int Difficulty => 1;
    public override int Minutes => 10;
    public override string Task =>
        "On which word do the simulation and a head disagree most? Write a function that finds the row: the one where the differences of "
            + "the two patterns, each without its sign, sum up to most. Then look for a sentence on which even the nearest head disagrees.";
    public override string Expected => "The number of a row, from 0.";
    public override IReadOnlyList<string> Hints =>
    [
        "For one row: compare the two patterns cell by cell, and add up how far they are apart.",
        "A difference has a sign. Without `Math.Abs` they add up to 0, since both rows sum to 1.",
        "`Enumerable.Range(0, rules.Length).MaxBy(i => rules.Row(i).Zip(head.Row(i), (a, b) => Math.Abs(a - b)).Sum())`",
    ];
    public override string Stub => "int WorstRow(AttentionPattern rules, AttentionPattern head) => -1;    // your turn";
    public override string Solution => """
        int WorstRow(AttentionPattern rules, AttentionPattern head) => Enumerable.Range(0, rules.Length)
            .MaxBy(i => rules.Row(i).Zip(head.Row(i), (a, b) => Math.Abs(a - b)).Sum());
        """;
    public override string Answer => "WorstRow";
    public override string Next => "What stands in that row in your sentence: a long way back, or a word that came before?";

    internal override IReadOnlyList<Mistake<(AttentionPattern Rules, AttentionPattern Head)>> Mistakes =>
    [
        new("largest cell", "This is the row with the largest single cell. The sum over the row is asked for.",
            g => [Best(g, i => Gaps(g, i).Max())]),
        new("mean over the row", "You divide by the length of the row, so short rows win. The sum is asked for.",
            g => [Best(g, i => Gaps(g, i).Take(i + 1).Average())]),
        new("columns for rows", "You look down the columns. A row says where one word looks.",
            g => [Best(g, j => Enumerable.Range(0, g.Rules.Length).Sum(i => Math.Abs(g.Rules[i, j] - g.Head[i, j])))]),
        new("smallest for largest", "This is the row where they agree best.", g => [Best(g, i => -Gaps(g, i).Sum())]),
        new("off by one", "Your row is one too large. Rows are counted from 0.", g => [Best(g, i => Gaps(g, i).Sum()) + 1]),
    ];

    private protected override int Cases => 14;

    internal override (AttentionPattern Rules, AttentionPattern Head) Draw(Random dice) =>
        dice.Next(6, 12) is var T ? (DrawnPattern.Of(dice, T), DrawnPattern.Of(dice, T)) : default;

    internal override double[] Right((AttentionPattern Rules, AttentionPattern Head) given) => [Best(given, i => Gaps(given, i).Sum())];

    private protected override double[] Ask(Func<AttentionPattern, AttentionPattern, int> answer,
        (AttentionPattern Rules, AttentionPattern Head) given) => [answer(given.Rules, given.Head) is >= 0 and var row ? row : double.NaN];

    private protected override string Describe((AttentionPattern Rules, AttentionPattern Head) given) =>
        $"Two drawn patterns of {given.Rules.Length} tokens";

    private static IEnumerable<float> Gaps((AttentionPattern Rules, AttentionPattern Head) given, int row) =>
        given.Rules.Row(row).Zip(given.Head.Row(row), (a, b) => Math.Abs(a - b));

    private static int Best((AttentionPattern Rules, AttentionPattern Head) given, Func<int, float> of) =>
        Enumerable.Range(0, given.Rules.Length).MaxBy(of);
}
