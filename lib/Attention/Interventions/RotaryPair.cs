namespace Attention.Interventions;

/// <summary>One pair of numbers of a query and a key that rotary positions turn together.</summary>
/// <param name="Index">Which pair, from 0, the fastest first; where all numbers of a head are turned they are Index and Index + hd /
/// 2.</param>
/// <param name="Wavelength">Tokens to one full turn; infinite without rotary positions.</param>
/// <param name="Contribution">What the pair adds to the score at the distance of this cell.</param>
/// <param name="Content">What it would add at distance 0: the part that is in the words and not in their distance.</param>
/// <param name="Amplitude">The most it could add at any distance: product of the two lengths.</param>
public sealed record RotaryPair(int Index, double Wavelength, double Contribution, double Content, double Amplitude)
{
    /// <summary>What the distance does: <see cref="Contribution"/> minus <see cref="Content"/>.</summary>
    public double Phase => Contribution - Content;
}
