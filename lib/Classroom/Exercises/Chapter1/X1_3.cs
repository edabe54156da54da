namespace Classroom.Exercises;

/// <summary>The first-token score of a head that looks at all tokens alike.</summary>
internal sealed class X1_3 : FunctionExercise<int, Func<int, double>>
{
    public override string Id => "X1.3";
    public override int Difficulty => 2;
    public override int Minutes => 10;
    public override string Task =>
        "Read the census: each trained model gives much weight to the first token, and no untrained one does. But how much would a head "
            + "give it that looks at all tokens alike? Write its first-token score for a text of so many tokens. The score is the mean "
            + "weight on token 0 over all rows but the first.";
    public override string Expected => "A number that falls as the text gets longer. For two tokens it is .5, for three it is .4167.";
    public override IReadOnlyList<string> Hints =>
    [
        "Row i can look at i + 1 tokens. How much does each get if all get the same?",
        "Row 1 gives 1/2, row 2 gives 1/3. Row 0 is left out: it has no choice.",
        "`Enumerable.Range(1, length - 1).Average(i => 1.0 / (i + 1))`",
    ];
    public override string Stub => "double FirstOfEven(int length) => double.NaN;    // your turn";
    public override string Solution => "double FirstOfEven(int length) => Enumerable.Range(1, length - 1).Average(i => 1.0 / (i + 1));";
    public override string Answer => "FirstOfEven";
    public override string Next => "Set it beside the census. Which types does a model of one layer have, and which take two?";

    internal override IReadOnlyList<Mistake<int>> Mistakes =>
    [
        new("one over T", "You give every row the width of the last one. Early rows are short, so they give more.", n => [1.0 / n]),
        new("first row counted", "Row 0 is in your mean. It has no choice, and the score leaves it out.",
            n => [Enumerable.Range(0, n).Average(i => 1.0 / (i + 1))]),
        new("off by one", "Your rows are one too short. Row i can look at i + 1 tokens, itself among them.",
            n => [Enumerable.Range(1, n - 1).Average(i => 1.0 / i)]),
        new("sum for mean", "This is the sum over the rows, not their mean.", n => [Enumerable.Range(1, n - 1).Sum(i => 1.0 / (i + 1))]),
        new("last row only", "You take a row of half the length for all rows. The mean over the rows is asked for.", n => [2.0 / n]),
    ];

    internal override int Draw(Random dice) => dice.Next(5, 80);

    internal override double[] Right(int given) => [Enumerable.Range(1, given - 1).Average(i => 1.0 / (i + 1))];

    private protected override double[] Ask(Func<int, double> answer, int given) => [answer(given)];

    private protected override string Describe(int given) => $"A text of {given} tokens";
}
