namespace Attention.Models.Layers;

/// <summary>Every angle divided by one number (Chen et al. 2023, position interpolation).</summary>
/// <param name="Factor">The number.</param>
public sealed record LinearRopeScaling(double Factor) : RopeScaling
{
    /// <inheritdoc/>
    public override double Scale(double frequency, int pair) => frequency / Factor;
}
