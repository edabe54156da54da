using Attention.Traces;

namespace Classroom.Exercises;

/// <summary>Where a head looks instead.</summary>
internal sealed class X4_4 : FunctionExercise<AttentionPattern, Func<AttentionPattern, int>>
{
    private const int Farthest = 4;

    public override string Id => "X4.4";
    public override int Difficulty => 2;
    public override int Minutes => 20;
    public override string Task =>
        "Layer 11 gives almost nothing to the first token. What do its heads look at instead? Write a function that says which distance a "
            + "pattern likes best: 0 for the token itself, 1 for the one before, up to 4. The first column does not count, or the sink "
            + "would win. Then ask it about layer 11 and about its neighbours.";
    public override string Expected =>
        "A whole number from 0 to 4: the distance with the largest mean weight, over all rows whose token at that distance is not the "
            + "first one.";
    public override IReadOnlyList<string> Hints =>
    [
        "`pattern.Diagonal(k)` holds the weights at distance k, from row k on.",
        "Its first entry lies in the first column, so leave it out: `pattern.Diagonal(k)[1..]`.",
        "`Enumerable.Range(0, 5).MaxBy(k => pattern.Diagonal(k)[1..].Average())`",
    ];
    public override string Stub => "int LikedBest(AttentionPattern pattern) => -1;    // your turn";
    public override string Solution =>
        "int LikedBest(AttentionPattern pattern) => Enumerable.Range(0, 5).MaxBy(k => pattern.Diagonal(k)[1..].Average());";
    public override string Answer => "LikedBest";
    public override string Next =>
        "Most weight of that layer may lie farther off than 4. How much is it? Only then do you know what the heads do.";

    internal override IReadOnlyList<Mistake<AttentionPattern>> Mistakes =>
    [
        new("start token counted", "Your first column is still in. A head that rests there seems to like far distances.",
            p => [Best(p, k => p.Diagonal(k).Average())]),
        new("sum for mean", "You take the sum. A short distance has more rows, so its sum is larger: take the mean.",
            p => [Best(p, k => p.Diagonal(k)[1..].Sum())]),
        new("off by one", "Your distances begin at 1. What a token gives to itself is distance 0.",
            p => [Best(p, k => p.Diagonal(k)[1..].Average()) + 1]),
        new("current token left out", "You leave out distance 0. A token may look at itself.",
            p => [1 + Enumerable.Range(0, Farthest).MaxBy(k => p.Diagonal(k + 1)[1..].Average())]),
        new("smallest for largest", "This is the distance that the pattern likes least.",
            p => [Enumerable.Range(0, Farthest + 1).MinBy(k => p.Diagonal(k)[1..].Average())]),
    ];

    private protected override int Cases => 24;

    /// <summary>A stripe at one distance, and a sink; how strong each is differs, so that each mistake shows somewhere.</summary>
    internal override AttentionPattern Draw(Random dice)
    {
        var (T, k) = (dice.Next(8, 14), dice.Next(Farthest + 1));
        var (stripe, sink) = (new float[T, T], new float[T, T]);
        for (var i = 0; i < T; i++) (stripe[i, Math.Max(0, i - k)], sink[i, 0]) = (1, 1);
        return DrawnPattern.Of(dice, T).MixedWith(AttentionPattern.Of(stripe), .02 + .2 * dice.NextDouble())
            .MixedWith(AttentionPattern.Of(sink), .5 + .3 * dice.NextDouble());
    }

    internal override double[] Right(AttentionPattern given) => [Best(given, k => given.Diagonal(k)[1..].Average())];

    private protected override double[] Ask(Func<AttentionPattern, int> answer, AttentionPattern given) =>
        [answer(given) is >= 0 and var distance ? distance : double.NaN];

    private protected override string Describe(AttentionPattern given) => $"A drawn pattern of {given.Length} tokens with a sink";

    private static int Best(AttentionPattern pattern, Func<int, float> of) => Enumerable.Range(0, Farthest + 1).MaxBy(of);
}
