namespace Attention.Figures.Charts;

/// <summary>How numbers become colours.</summary>
public enum ColourScale
{
    /// <summary>The common scale of all weights and shares, 0 to 1.</summary>
    Share,

    /// <summary>The colours of the common scale from 0 to the largest value, for counts and distances.</summary>
    FromZero,

    /// <summary>Two hues around 0, equally far to both sides, by the signed square root, so that few large values do not bleach the others
    /// and none is clipped.</summary>
    AroundZero,
}
