namespace Attention.Figures.Charts;

/// <summary>How numbers become colours.</summary>
public enum ColourScale
{
    /// <summary>The common scale of all weights and shares, 0 to 1.</summary>
    Share,

    /// <summary>Two hues around 0, equally far to both sides; few values that lie far outside the others take the last colour.</summary>
    AroundZero,
}
