using Attention.Tokens;

namespace Attention.Interventions;

/// <summary>What takes the place of an ablated head. By default nothing: zero ablation.</summary>
public sealed record AblationOptions
{
    /// <summary>Mean ablation: whether the head's mean over <see cref="Reference"/> takes its place, so that what it always adds stays.</summary>
    public bool Mean { get; init; }

    /// <summary>The sequences that the mean is over; null for the input itself.</summary>
    public TokenBatch? Reference { get; init; }

    /// <summary>Pattern-preserving ablation (Olsson et al. 2022): whether all other heads keep looking where they looked, so that only what the head carries is missed and not where others look because of it.</summary>
    public bool PreservePatterns { get; init; }
}
