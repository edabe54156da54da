namespace Attention.Models.Layers;

/// <summary>Llama 3.1's scaling (Grattafiori et al. 2024): slow pairs are slowed down, fast ones left alone, those between mixed.</summary>
/// <param name="Factor">What slow angles are divided by.</param>
/// <param name="LowFreqFactor">A pair is slow where the first context holds fewer than so many of its turns.</param>
/// <param name="HighFreqFactor">A pair is fast where it holds more than so many.</param>
/// <param name="OriginalMaxPositionEmbeddings">The context that the model was first trained on, in tokens.</param>
public sealed record Llama3RopeScaling(double Factor, double LowFreqFactor, double HighFreqFactor, double OriginalMaxPositionEmbeddings)
    : RopeScaling
{
    /// <inheritdoc/>
    public override double Scale(double frequency, int pair)
    {
        var turns = OriginalMaxPositionEmbeddings * frequency / (2 * Math.PI);
        var fast = Math.Clamp((turns - LowFreqFactor) / (HighFreqFactor - LowFreqFactor), 0, 1);
        return fast * frequency + (1 - fast) * frequency / Factor;
    }
}
