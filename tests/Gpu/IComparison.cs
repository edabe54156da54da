using Attention.Models;

namespace DeviceCheck;

/// <summary>Something that a model computes on two devices.</summary>
internal interface IComparison
{
    /// <summary>What is compared.</summary>
    string Name { get; }

    /// <summary>Compares.</summary>
    /// <param name="cpu">The model on the CPU, in fp32.</param>
    /// <param name="other">The same model on the device.</param>
    /// <param name="exact">Whether it computes in fp32 there too.</param>
    /// <returns>Whether they agree as closely as the number type lets them, and how closely.</returns>
    (bool Agrees, string Figures) Compare(LanguageModel cpu, LanguageModel other, bool exact);
}
