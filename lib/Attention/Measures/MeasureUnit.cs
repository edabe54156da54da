namespace Attention.Measures;

/// <summary>What a measure counts in, so that a figure need not guess its scale from the numbers.</summary>
public enum MeasureUnit
{
    /// <summary>A share, 0 to 1: of a weight, of cases, of a norm.</summary>
    Share,

    /// <summary>Nats, from 0: an entropy, a divergence.</summary>
    Nats,

    /// <summary>Tokens, from 0: a distance.</summary>
    Tokens,

    /// <summary>A change or a contribution, below zero or above it: effects on a loss, parts of a logit.</summary>
    SignedNumber,
}
