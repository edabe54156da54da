using Attention.Traces;

namespace Classroom.Exercises;

/// <summary>The sum of a row.</summary>
internal sealed class X0_5 : FunctionExercise<(AttentionPattern Pattern, int Row), Func<AttentionPattern, int, double>>
{
    public override string Id => "X0.5";
    public override int Difficulty => 1;
    public override int Minutes => 3;
    public override string Task => "Show that each row of a pattern sums to 1. Write a function that adds up one row.";
    public override string Expected => "For every row the sum is 1, up to the last digit.";
    public override IReadOnlyList<string> Hints =>
    [
        "A row says where one token looks. `pattern.Row(i)` gives row i.",
        "A row is an array of numbers. Arrays can be summed.",
        "`pattern.Row(row).Sum()`",
    ];
    public override string Stub => "double SumOfRow(AttentionPattern pattern, int row) => double.NaN;    // your turn";
    public override string Solution => "double SumOfRow(AttentionPattern pattern, int row) => pattern.Row(row).Sum();";
    public override string Answer => "SumOfRow";
    public override string Next =>
        "The sum is 1 whatever the head wants. Where can a head put its weight when nothing in the text is of use to it?";

    internal override IReadOnlyList<Mistake<(AttentionPattern Pattern, int Row)>> Mistakes =>
    [
        new("column for row", "You add up a column. A column says who looks at a token, and need not sum to 1.",
            given => [Enumerable.Range(0, given.Pattern.Length).Sum(i => given.Pattern[i, given.Row])]),
        new("mean for sum", "This is the mean of the row, not its sum.", given => [given.Pattern.Row(given.Row).Average()]),
        new("first token left out", "You left the first column out. What a token gives to the first one is part of its row.",
            given => [given.Pattern.Row(given.Row)[1..].Sum()]),
        new("own column left out", "You stop one short. A token may look at itself too.",
            given => [given.Pattern.Row(given.Row)[..given.Row].Sum()]),
    ];

    internal override (AttentionPattern Pattern, int Row) Draw(Random dice)
    {
        var pattern = DrawnPattern.Of(dice, dice.Next(4, 10));
        return (pattern, dice.Next(1, pattern.Length - 1));
    }

    internal override double[] Right((AttentionPattern Pattern, int Row) given) => [1];

    private protected override double[] Ask(Func<AttentionPattern, int, double> answer, (AttentionPattern Pattern, int Row) given) =>
        [answer(given.Pattern, given.Row)];

    private protected override string Describe((AttentionPattern Pattern, int Row) given) =>
        $"Row {given.Row} of a drawn pattern of {given.Pattern.Length} tokens";
}
