// The definitions of the literature, one line each. A[i,j] is the weight from query i to key j, T the number of positions.
using Attention.Models;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Measures;

/// <summary>What can be said of a head by looking at its pattern.</summary>
public static class HeadScores
{
    /// <summary>Previous-token score, share 0-1: mean over i >= 1 of A[i,i-1] (TransformerLens, ARENA).</summary>
    public static HeadMeasure PreviousToken { get; } = new("previous_token", pattern => Diagonal(pattern, 1).mean([-1L]));

    /// <summary>First-token score or attention sink, share 0-1: mean over i >= 1 of A[i,0] (Xiao et al. 2023).</summary>
    public static HeadMeasure FirstToken { get; } = new("first_token", pattern => pattern.select(-1, 0).narrow(-1, 1, pattern.shape[^1] - 1).mean([-1L]));

    /// <summary>Entropy in nats: -sum over j of A log A, averaged over rows (Clark et al. 2019).</summary>
    public static HeadMeasure Entropy { get; } = new("entropy", pattern => special.entr(pattern).sum([-1L]).mean([-1L]), MeasureUnit.Nats);

    /// <summary>Confidence, share 0-1: mean over rows of the largest weight (Voita et al. 2019).</summary>
    public static HeadMeasure Confidence { get; } = new("confidence", pattern => pattern.amax([-1L]).mean([-1L]));

    /// <summary>Mean attention distance in tokens: sum of A[i,j] (i-j) / sum of A[i,j] (Vig and Belinkov 2019), the first token included.</summary>
    public static HeadMeasure MeanDistance { get; } = new("mean_distance", pattern => Distance(pattern, firstKey: 0), MeasureUnit.Tokens);

    /// <summary>Mean attention distance in tokens with the first token left out of rows and keys; NaN where nothing is left.</summary>
    public static HeadMeasure MeanDistanceWithoutFirst { get; } = new("mean_distance_without_first", pattern => Distance(pattern, firstKey: 1), MeasureUnit.Tokens);

    /// <summary>
    /// Adjacent share with the first token left out, 0-1: sum over i >= 2 of A[i,i-1] / sum over i, j >= 1 of A[i,j], so of the weight
    /// that does not rest on the first token; NaN where nothing is left.
    /// </summary>
    public static HeadMeasure AdjacentWithoutFirst { get; } = new("adjacent_without_first", pattern =>
        Diagonal(WithoutFirst(pattern), 1).sum([-1L]).div(WithoutFirst(pattern).sum([-2L, -1L])));

    /// <summary>Entropy in nats with the first token left out of rows and keys and what is left made to sum to 1 in every row: how spread the rest is.</summary>
    public static HeadMeasure EntropyWithoutFirst { get; } = new("entropy_without_first", pattern =>
    {
        var rest = WithoutFirst(pattern);
        return special.entr(rest.div(rest.sum(-1L, keepdim: true).clamp_min(Scalars.Tiny))).sum([-1L]).mean([-1L]);
    }, MeasureUnit.Nats);

    /// <summary>Every measure that needs no special input, in the order of the command line.</summary>
    public static IReadOnlyList<HeadMeasure> OfAnyText { get; } =
        [PreviousToken, Offset(2), FirstToken, Entropy, Confidence, MeanDistance, MeanDistanceWithoutFirst, AdjacentWithoutFirst, EntropyWithoutFirst];

    /// <summary>Offset-k score, share 0-1: mean over i >= k of A[i,i-k] (Voita et al. 2019).</summary>
    /// <param name="k">How many tokens back; 0 is the current token.</param>
    /// <returns>The measure; NaN on texts of k tokens or fewer.</returns>
    public static HeadMeasure Offset(int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        return new($"offset_{k}", pattern => Diagonal(pattern, k).mean([-1L]));
    }

    /// <summary>Induction score, share 0-1, on random tokens given twice: mean over the second copy of A[i,i-n+1], the token after the first occurrence (Olsson et al. 2022).</summary>
    /// <param name="input">The sequences that the patterns come from.</param>
    /// <returns>The measure.</returns>
    public static HeadMeasure Induction(RepeatedTokens input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new("induction", pattern => Diagonal(pattern, input.N - 1).narrow(-1, input.HasBos ? 2 : 1, input.N).mean([-1L]));    // rows n+1..2n; without BOS n..2n-1
    }

    /// <summary>Duplicate-token score, share 0-1, on the same input: mean over the second copy of A[i,i-n] (Wang et al. 2022).</summary>
    /// <param name="input">The sequences that the patterns come from.</param>
    /// <returns>The measure.</returns>
    public static HeadMeasure DuplicateToken(RepeatedTokens input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new("duplicate_token", pattern => Diagonal(pattern, input.N).narrow(-1, input.HasBos ? 1 : 0, input.N).mean([-1L]));
    }

    /// <summary>A[i,i-k] for i = k to T-1, [..., T - k].</summary>
    private static Tensor Diagonal(Tensor pattern, int k) => pattern.diagonal(-k, -2, -1);

    private static Tensor WithoutFirst(Tensor pattern) => pattern.narrow(-2, 1, pattern.shape[^2] - 1).narrow(-1, 1, pattern.shape[^1] - 1);

    private static Tensor Distance(Tensor pattern, int firstKey)
    {
        var T = pattern.shape[^1];
        var weight = pattern.narrow(-2, firstKey, T - firstKey).narrow(-1, firstKey, T - firstKey);
        var i = Numbers.Count(T - firstKey, pattern.device);
        var distance = i.unsqueeze(1).sub(i);                                                    // i - j, [T, T]; above the diagonal A is 0
        return weight.mul(distance).sum([-2L, -1L]).div(weight.sum([-2L, -1L]));
    }
}
