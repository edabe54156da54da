namespace Attention.Models.Layers;

/// <summary>How a model stretches its rotary angles to a longer context than it was first trained on.</summary>
public abstract record RopeScaling
{
    /// <summary>The stretched angle of one pair.</summary>
    /// <param name="frequency">The plain angle a token, in radians.</param>
    /// <param name="pair">Which pair of numbers, from 0, the fastest first.</param>
    /// <returns>The angle a token that the model uses.</returns>
    public abstract double Scale(double frequency, int pair);
}
