using System.Text.Json.Serialization;
using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;

namespace Attention.Studies;

/// <summary>Zero and mean ablation of every head side by side, on each sequence of an input by itself.</summary>
/// <param name="Zero">Nats per token that the loss rises with nothing in the head's place, [sequence][layer][head].</param>
/// <param name="Mean">The same with the head's mean over the whole input in its place.</param>
public sealed record EffectsBothWays(IReadOnlyList<float[][]> Zero, IReadOnlyList<float[][]> Mean)
{
    private HeadScoreSample? byZero, byMean, apart;

    /// <summary>What zero ablation costs.</summary>
    [JsonIgnore]
    public HeadScoreSample ByZero => byZero ??= StudyTables.Sample("zero_ablation", "", Zero, MeasureUnit.SignedNumber);

    /// <summary>What mean ablation costs.</summary>
    [JsonIgnore]
    public HeadScoreSample ByMean => byMean ??= StudyTables.Sample("mean_ablation", "", Mean, MeasureUnit.SignedNumber);

    /// <summary>What zero ablation costs beyond mean ablation: what the head adds everywhere alike.</summary>
    [JsonIgnore]
    public HeadScoreSample Apart => apart ??= ByZero.Minus(ByMean);

    /// <summary>The heads of which both ways say the same, that they help or that they hinder, though all heads were searched.</summary>
    /// <returns>Those whose effects are clear at .05 in both ways, the most helpful by mean ablation first.</returns>
    public IReadOnlyList<HeadIndex> ClearInBoth()
    {
        var (zero, mean) = (SearchedHeads.Of(ByZero), SearchedHeads.Of(ByMean));
        return [.. mean.Clear().Intersect(zero.Clear()).Where(head => ByZero.Mean[head] * ByMean.Mean[head] > 0)
            .OrderByDescending(head => ByMean.Mean[head])];
    }

    internal static EffectsBothWays None { get; } = new([], []);

    /// <summary>These effects and those of one more sequence.</summary>
    internal EffectsBothWays With(LanguageModel model, TokenBatch sequence, Range? rows, TokenBatch reference, IProgress<double>? progress,
        CancellationToken cancellation)
    {
        var (first, second) = progress is null ? (null, null) : (new ShareOf(progress, 0, .5), new ShareOf(progress, .5, 1));
        var zero = Ablation.Map(model, sequence, rows, progress: first, cancellation: cancellation);
        var mean = Ablation.Map(model, sequence, rows, new() { Mean = true, Reference = reference }, second, cancellation);
        return new([.. Zero, StudyTables.Rows(zero)], [.. Mean, StudyTables.Rows(mean)]);
    }

    internal string? Problem(TransformerConfig config) =>
        Zero.Count != Mean.Count ? "there are not as many sequences of each kind of ablation."
        : StudyTables.Problem(Zero, config) ?? StudyTables.Problem(Mean, config);
}
