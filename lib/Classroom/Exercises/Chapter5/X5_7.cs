namespace Classroom.Exercises;

/// <summary>Copying, read off the table of a head's output circuit.</summary>
internal sealed class X5_7 : FunctionExercise<double[][], Func<double[][], double>>
{
    public override string Id => "X5.7";
    public override string Notebook => "05b-";
    public override int Difficulty => 2;
    public override int Minutes => 15;
    public override string Task =>
        "Which head copies best? Row t of a table says what a head adds to the logit of each token when it looks at token t. A head "
            + "copies t if it adds most to t itself. Write the share of tokens that it copies. Then find the best copier of a layer: is "
            + "it an induction head?";
    public override string Expected => "The share of rows whose largest entry stands on the diagonal.";
    public override IReadOnlyList<string> Hints =>
    [
        "The diagonal holds what a token does for itself. Is it the largest of its row?",
        "Go through the rows, and count those where it is.",
        "`map.Select((row, t) => row[t] == row.Max() ? 1.0 : 0).Average()`",
    ];
    public override string Stub => "double CopyingShare(double[][] map) => double.NaN;    // your turn";
    public override string Solution =>
        "double CopyingShare(double[][] map) => map.Select((row, t) => row[t] == row.Max() ? 1.0 : 0).Average();";
    public override string Answer => "CopyingShare";
    public override string Next =>
        "`OvCircuit.Copying(model, head, sample: 64)` asks the model. Copying says what a head does with what it sees, not where it looks.";

    internal override IReadOnlyList<Mistake<double[][]>> Mistakes =>
    [
        new("columns for rows", "You look down the columns. A row says what is added when the head looks at one token.",
            map => [map.Select((row, t) => row[t] == map.Max(other => other[t]) ? 1.0 : 0).Average()]),
        new("above zero", "You count entries above 0. A part that lifts all tokens would pass: it must be the largest of its row.",
            map => [map.Select((row, t) => row[t] > 0 ? 1.0 : 0).Average()]),
        new("mean of the diagonal", "This is the mean of the diagonal, not a share of tokens.",
            map => [map.Select((row, t) => row[t]).Average()]),
        new("above the mean", "You count entries above the mean of their row. The largest is asked for.",
            map => [map.Select((row, t) => row[t] > row.Average() ? 1.0 : 0).Average()]),
        new("not divided", "This is the number of tokens. Divide it by how many there are.",
            map => [map.Select((row, t) => row[t] == row.Max() ? 1.0 : 0).Sum()]),
    ];

    internal override double[][] Draw(Random dice)
    {
        var count = dice.Next(8, 12);
        double Entry(bool own) => dice.NextDouble() - .4 + (own ? .3 : 0);
        return [.. Enumerable.Range(0, count).Select(t => Enumerable.Range(0, count).Select(token => Entry(t == token)).ToArray())];
    }

    internal override double[] Right(double[][] given) => [given.Select((row, t) => row[t] == row.Max() ? 1.0 : 0).Average()];

    private protected override double[] Ask(Func<double[][], double> answer, double[][] given) => [answer(given)];

    private protected override string Describe(double[][] given) => $"A drawn table of {given.Length} tokens";
}
