namespace Attention.Models;

/// <summary>How a vector of the residual stream is brought to length before it is read.</summary>
public enum NormKind
{
    /// <summary>Divided by the root of its mean square (Zhang and Sennrich 2019).</summary>
    Rms,

    /// <summary>Its mean taken off, then divided by its standard deviation (Ba et al. 2016).</summary>
    Layer,
}
