using Attention.Traces;

namespace Classroom.Exercises;

/// <summary>What is left out of a row.</summary>
internal sealed class X2_1 : FunctionExercise<(AttentionPattern Pattern, int Row), Func<AttentionPattern, int, double>>
{
    public override string Id => "X2.1";
    public override int Difficulty => 1;
    public override int Minutes => 5;
    public override string Task =>
        "In the first picture of the chapter, choose first token left out. Which rows now sum to less than 1, and by how much? Write what "
            + "is left of a row when its weight on the first token is taken away.";
    public override string Expected => "A number from 0 to 1 for each row. Row 0 has no other token, so nothing is left of it.";
    public override IReadOnlyList<string> Hints =>
    [
        "A row sums to 1. The picture leaves out one of its cells.",
        "`pattern[row, 0]` is what the row gives to the first token.",
        "`1 - pattern[row, 0]`, or the sum of the row from place 1 on: `pattern.Row(row)[1..].Sum()`.",
    ];
    public override string Stub => "double LeftOfRow(AttentionPattern pattern, int row) => double.NaN;    // your turn";
    public override string Solution => "double LeftOfRow(AttentionPattern pattern, int row) => 1 - pattern[row, 0];";
    public override string Answer => "LeftOfRow";
    public override string Next =>
        "In which layers is little left? What would you think of such a head if you saw only the picture without the first column?";

    internal override IReadOnlyList<Mistake<(AttentionPattern Pattern, int Row)>> Mistakes =>
    [
        new("what is taken away", "This is what is taken away. What is left is asked for.", g => [g.Pattern[g.Row, 0]]),
        new("row and column swapped", "You have row and column the wrong way round. The row comes first.", g => [1 - g.Pattern[0, g.Row]]),
        new("own token left out", "You took away what the row gives to itself. The first token is column 0.",
            g => [1 - g.Pattern[g.Row, g.Row]]),
        new("1-based column", "Column 1 is the second token. The first one is column 0.", g => [1 - g.Pattern[g.Row, 1]]),
    ];

    internal override (AttentionPattern Pattern, int Row) Draw(Random dice)
    {
        var pattern = DrawnPattern.Of(dice, dice.Next(5, 10));
        return (pattern, dice.Next(2, pattern.Length));
    }

    internal override double[] Right((AttentionPattern Pattern, int Row) given) => [1 - given.Pattern[given.Row, 0]];

    private protected override double[] Ask(Func<AttentionPattern, int, double> answer, (AttentionPattern Pattern, int Row) given) =>
        [answer(given.Pattern, given.Row)];

    private protected override string Describe((AttentionPattern Pattern, int Row) given) =>
        $"Row {given.Row} of a drawn pattern of {given.Pattern.Length} tokens";
}
