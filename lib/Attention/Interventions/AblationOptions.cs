using Attention.Tokens;

namespace Attention.Interventions;

/// <summary>What takes the place of an ablated head, and what runs are judged by. By default nothing, zero ablation, and the
/// loss.</summary>
public sealed record AblationOptions
{
    /// <summary>Mean ablation: whether the head's mean over <see cref="Reference"/> takes its place, so that what it always adds
    /// stays.</summary>
    public bool Mean { get; init; }

    /// <summary>Whether that mean is taken at each position by itself, so that what the head always adds there stays; the reference must
    /// be as long as the input.</summary>
    public bool ByPosition { get; init; }

    /// <summary>Resample ablation (Chan et al. 2022): whether what the head gave on another sequence, drawn from <see cref="Reference"/>,
    /// takes its place, so that later layers meet nothing
    /// that they never meet. The reference must be as long as the input.</summary>
    public bool Resample { get; init; }

    /// <summary>Same seed, same sequences drawn.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The sequences of a mean, or those that are drawn from; null for the input itself, of which a sequence never draws
    /// itself.</summary>
    public TokenBatch? Reference { get; init; }

    /// <summary>Pattern-preserving ablation (Olsson et al. 2022): whether all other heads keep looking where they looked, so that only
    /// what the head carries is missed and not where others look because of it.</summary>
    public bool PreservePatterns { get; init; }

    /// <summary>What runs are judged by, averaged over the sequences; null for the loss. The effect is the metric without the heads minus
    /// the metric with them.</summary>
    public RunMetric? Metric { get; init; }
}
