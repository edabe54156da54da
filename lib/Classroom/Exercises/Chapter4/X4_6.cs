using Attention.Traces;

namespace Classroom.Exercises;

/// <summary>The second sink.</summary>
internal sealed class X4_6 : FunctionExercise<AttentionPattern, Func<AttentionPattern, int>>
{
    private const int FewestViewers = 3;

    public override string Id => "X4.6";
    public override int Difficulty => 2;
    public override int Minutes => 15;
    public override string Task =>
        "Write a function that finds the second sink of a pattern: of all tokens but the first, the one that the later tokens look at "
            + "most, on average. Leave out the last three tokens, which too few can see. Then find the second sink of a text of your own "
            + "without \"the\": a recipe, a dialogue, some code.";
    public override string Expected =>
        "The position of a token. Its mean weight from the rows after it is the largest of all positions from 1 on that three rows or "
            + "more come after.";
    public override IReadOnlyList<string> Hints =>
    [
        "Only rows after a token can look back at it. Its own row does not count.",
        "A token that stands early is seen by more rows, so take the mean and not the sum.",
        "`Enumerable.Range(1, pattern.Length - 4).MaxBy(key => Enumerable.Range(key + 1, pattern.Length - key - 1).Average(i => "
            + "pattern[i, key]))`",
    ];
    public override string Stub => "int SecondSink(AttentionPattern pattern) => -1;    // your turn";
    public override string Solution => """
        int SecondSink(AttentionPattern pattern) => Enumerable.Range(1, pattern.Length - 4)
            .MaxBy(key => Enumerable.Range(key + 1, pattern.Length - key - 1).Average(i => pattern[i, key]));
        """;
    public override string Answer => "SecondSink";
    public override string Next => "`ReceivedAttention.Of(trace).SecondSink(3..10)` asks whole layers. What takes the job in your text?";

    internal override IReadOnlyList<Mistake<AttentionPattern>> Mistakes =>
    [
        new("first sink", "This is the first token. The second sink is the best of the others.", _ => [0]),
        new("sum for mean", "You take the sum. Early tokens are seen by more rows, so they win: take the mean.",
            p => [Best(p, (key, from) => Enumerable.Range(from, p.Length - from).Sum(i => p[i, key]), 1)]),
        new("own row counted", "A token's own row is in your mean. Only later tokens count.",
            p => [Best(p, (key, from) => Enumerable.Range(from, p.Length - from).Average(i => p[i, key]), 0)]),
        new("last tokens counted", "Your token is seen by two rows at most. Leave out the last three.",
            p => [Enumerable.Range(1, p.Length - 2).MaxBy(key => Enumerable.Range(key + 1, p.Length - key - 1).Average(i => p[i, key]))]),
        new("nothing left out", "You ask all tokens, and count their own rows. Leave out the first token, the last three, and own rows.",
            p => [Enumerable.Range(0, p.Length).MaxBy(key => Enumerable.Range(key, p.Length - key).Average(i => p[i, key]))]),
        new("off by one", "Your position is one too large. The first token has number 0.", p => [Right(p)[0] + 1]),
    ];

    private protected override int Cases => 16;

    /// <summary>With a column that draws weight, anywhere but in front, so that late ones are among them.</summary>
    internal override AttentionPattern Draw(Random dice)
    {
        var T = dice.Next(9, 15);
        var (column, drawn) = (dice.Next(2, T - 1), new float[T, T]);
        for (var i = 0; i < T; i++) drawn[i, Math.Min(i, column)] = 1;
        return DrawnPattern.Of(dice, T).MixedWith(AttentionPattern.Of(drawn), .3 * dice.NextDouble());
    }

    internal override double[] Right(AttentionPattern given) =>
        [Best(given, (key, from) => Enumerable.Range(from, given.Length - from).Average(i => given[i, key]), 1)];

    private protected override double[] Ask(Func<AttentionPattern, int> answer, AttentionPattern given) =>
        [answer(given) is >= 0 and var position ? position : double.NaN];

    private protected override string Describe(AttentionPattern given) => $"A drawn pattern of {given.Length} tokens";

    /// <summary>The best of the positions that enough rows come after.</summary>
    private static int Best(AttentionPattern pattern, Func<int, int, float> of, int after) =>
        Enumerable.Range(1, pattern.Length - 1 - FewestViewers).MaxBy(key => of(key, key + after));
}
