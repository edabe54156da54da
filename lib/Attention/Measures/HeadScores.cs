// The definitions of the literature, one line each. A[i,j] is the weight from query i to key j, T the number of positions.
using Attention.Models;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Measures;

/// <summary>What can be said of a head by looking at its pattern.</summary>
public static class HeadScores
{
    /// <summary>Previous-token score, share 0-1: mean over i >= 1 of A[i,i-1] (TransformerLens, ARENA).</summary>
    public static HeadMeasure PreviousToken { get; } = HeadMeasure.ByRows("previous_token", rows => Mean(rows.Back(1)), diagonals: [1]);

    /// <summary>First-token score or attention sink, share 0-1: mean over i >= 1 of A[i,0] (Xiao et al. 2023).</summary>
    public static HeadMeasure FirstToken { get; } = HeadMeasure.ByRows("first_token", rows => Mean(rows.From(1).FirstKey));

    /// <summary>Entropy in nats: -sum over j of A log A, averaged over rows (Clark et al. 2019).</summary>
    public static HeadMeasure Entropy { get; } = HeadMeasure.ByRows("entropy", rows => Mean(rows.Entropies),
        MeasureUnit.Nats);

    /// <summary>Confidence, share 0-1: mean over rows of the largest weight (Voita et al. 2019).</summary>
    public static HeadMeasure Confidence { get; } = HeadMeasure.ByRows("confidence", rows => Mean(rows.Largest));

    /// <summary>Mean attention distance in tokens: sum of A[i,j] (i-j) / sum of A[i,j] (Vig and Belinkov 2019), the first token
    /// included.</summary>
    public static HeadMeasure MeanDistance { get; } = HeadMeasure.ByRows("mean_distance", rows => Distance(rows, firstKey: 0),
        MeasureUnit.Tokens);

    /// <summary>Mean attention distance in tokens with the first token left out of rows and keys; NaN where nothing is left.</summary>
    public static HeadMeasure MeanDistanceWithoutFirst { get; } = HeadMeasure.ByRows("mean_distance_without_first",
        rows => Distance(rows, firstKey: 1), MeasureUnit.Tokens);

    /// <summary>
    /// Adjacent share with the first token left out, 0-1: sum over i >= 2 of A[i,i-1] / sum over i, j >= 1 of A[i,j], so of the weight
    /// that does not rest on the first token; NaN where nothing is left.
    /// </summary>
    public static HeadMeasure AdjacentWithoutFirst { get; } = HeadMeasure.ByRows("adjacent_without_first", rows =>
        (rows.From(2).Back(1).sum([-1L]), rows.From(1).Rest(firstKey: 1).sum([-1L])), diagonals: [1]);

    /// <summary>Entropy in nats with the first token left out of rows and keys and what is left made to sum to 1 in every row: how spread
    /// the rest is.</summary>
    public static HeadMeasure EntropyWithoutFirst { get; } = HeadMeasure.ByRows("entropy_without_first", rows =>
    {
        // with a / s in the place of a, the sum of -a log a becomes (sum of -a log a) / s + (sum of a) / s log s
        var later = rows.From(1);
        var rest = later.Rest(firstKey: 1);
        var s = rest.clamp_min(Scalars.Tiny);
        return Mean(later.EntropiesOfRest.div_(s).add_(rest.div(s).mul_(s.log()), Scalars.One));
    }, MeasureUnit.Nats);

    /// <summary>Every measure that needs no special input, in the order of the command line.</summary>
    public static IReadOnlyList<HeadMeasure> OfAnyText { get; } =
        [PreviousToken, Offset(2), FirstToken, Entropy, Confidence, MeanDistance, MeanDistanceWithoutFirst, AdjacentWithoutFirst,
            EntropyWithoutFirst];

    /// <summary>Offset-k score, share 0-1: mean over i >= k of A[i,i-k] (Voita et al. 2019).</summary>
    /// <param name="k">How many tokens back; 0 is the current token.</param>
    /// <returns>The measure; NaN on texts of k tokens or fewer.</returns>
    public static HeadMeasure Offset(int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        return HeadMeasure.ByRows($"offset_{k}", rows => Mean(rows.Back(k)), diagonals: [k]);
    }

    /// <summary>Induction score, share 0-1, on random tokens given twice: mean over the second copy of A[i,i-n+1], the token after the
    /// first occurrence (Olsson et al. 2022).</summary>
    /// <param name="input">The sequences that the patterns come from.</param>
    /// <returns>The measure.</returns>
    public static HeadMeasure Induction(RepeatedTokens input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return HeadMeasure.ByRows("induction", rows => Mean(SecondCopy(rows, input).Back(input.N - 1)), diagonals: [input.N - 1]);
    }

    /// <summary>Duplicate-token score, share 0-1, on the same input: mean over the second copy of A[i,i-n] (Wang et al. 2022).</summary>
    /// <param name="input">The sequences that the patterns come from.</param>
    /// <returns>The measure.</returns>
    public static HeadMeasure DuplicateToken(RepeatedTokens input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return HeadMeasure.ByRows("duplicate_token", rows => Mean(SecondCopy(rows, input).Back(input.N)), diagonals: [input.N]);
    }

    /// <summary>Rows n + 1 to 2 n; without a token in front n to 2 n - 1.</summary>
    private static PatternRows SecondCopy(PatternRows rows, RepeatedTokens input)
    {
        var first = input.N + (input.HasBos ? 1 : 0);
        return rows.From(first).Before(first + input.N);
    }

    /// <summary>Sum and number of some values, [..., values].</summary>
    private static (Tensor Sum, Tensor Weight) Mean(Tensor values) =>
        (values.sum([-1L]), tensor((float)values.shape[^1], device: values.device));

    private static (Tensor Sum, Tensor Weight) Distance(PatternRows rows, int firstKey) =>
        (rows.From(firstKey).Distance(firstKey).sum([-1L]), rows.From(firstKey).Rest(firstKey).sum([-1L]));
}
