namespace Attention.Models;

/// <summary>How a transformer tells positions apart.</summary>
public enum PositionKind
{
    /// <summary>Rotary positions: queries and keys are turned by an angle that grows with the position (Su et al. 2021).</summary>
    Rotary,

    /// <summary>A learned vector for each position, added to the embedding (Radford et al. 2019).</summary>
    Learned,
}
