namespace Classroom.Exercises;

/// <summary>A logit with its contrast.</summary>
internal sealed class X5_11 : FunctionExercise<(double[] Logits, int Answer, int[] Others), Func<double[], int, int[], double>>
{
    public override string Id => "X5.11";
    public override string Notebook => "05b-";
    public override int Difficulty => 2;
    public override int Minutes => 10;
    public override string Task =>
        "A part of the model writes the same amount to all logits. Does it help the answer? Write a measure that such a part cannot fool: "
            + "the logit of the answer less the mean logit of some other tokens.";
    public override string Expected => "A difference of logits. It does not change if a number is added to all of them.";
    public override IReadOnlyList<string> Hints =>
    [
        "A raw logit says how high a token stands, not whether it stands above the others.",
        "Take the mean over the others, not the largest of them.",
        "`logits[answer] - others.Average(token => logits[token])`",
    ];
    public override string Stub => "double Contrast(double[] logits, int answer, int[] others) => double.NaN;    // your turn";
    public override string Solution => """
        double Contrast(double[] logits, int answer, int[] others) =>
            logits[answer] - others.Average(token => logits[token]);
        """;
    public override string Answer => "Contrast";
    public override string Next =>
        "The chapter found an MLP that gives a great deal to the answer, and nearly as much to forty random tokens. Find the sentence.";

    internal override IReadOnlyList<Mistake<(double[] Logits, int Answer, int[] Others)>> Mistakes =>
    [
        new("raw logit without contrast", "This is the raw logit, without a contrast. A part that lifts all tokens would fool it.",
            g => [g.Logits[g.Answer]]),
        new("sign", "The sign is turned round. The answer comes first.", g => [g.Others.Average(t => g.Logits[t]) - g.Logits[g.Answer]]),
        new("largest other", "You take the best of the others. That is a good question, but a different one: take their mean.",
            g => [g.Logits[g.Answer] - g.Others.Max(t => g.Logits[t])]),
        new("mean of all", "You take the mean of all tokens. Only the others are asked for.",
            g => [g.Logits[g.Answer] - g.Logits.Average()]),
        new("answer among the others", "The answer is in your mean. Take only the others.",
            g => [g.Logits[g.Answer] - g.Others.Append(g.Answer).Average(t => g.Logits[t])]),
        new("sum for mean", "You take away the sum of the others. Take away their mean.",
            g => [g.Logits[g.Answer] - g.Others.Sum(t => g.Logits[t])]),
    ];

    internal override (double[] Logits, int Answer, int[] Others) Draw(Random dice)
    {
        int[] tokens = [.. Enumerable.Range(0, 12)];
        dice.Shuffle(tokens);
        var lift = 20 * dice.NextDouble();
        return ([.. tokens.Select(_ => lift + 8 * dice.NextDouble())], tokens[0], tokens[1..dice.Next(4, 8)]);
    }

    internal override double[] Right((double[] Logits, int Answer, int[] Others) given) =>
        [given.Logits[given.Answer] - given.Others.Average(token => given.Logits[token])];

    private protected override double[] Ask(Func<double[], int, int[], double> answer, (double[] Logits, int Answer, int[] Others) given) =>
        [answer(given.Logits, given.Answer, given.Others)];

    private protected override string Describe((double[] Logits, int Answer, int[] Others) given) =>
        $"Twelve drawn logits, answer {given.Answer}, {given.Others.Length} others";
}
