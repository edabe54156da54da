using Attention.Models;

namespace Classroom;

/// <summary>What an exercise is tried on: a seed that nobody knows beforehand, and the model that its questions are about.</summary>
/// <param name="Seed">Same seed, same cases.</param>
/// <param name="Load">Gives the model; asked only by exercises that need one.</param>
public sealed record Setting(int Seed, Func<LanguageModel> Load)
{
    private LanguageModel? model;

    /// <summary>The model that questions are about.</summary>
    public LanguageModel Model => model ??= Load();

    /// <summary>The learner's own model: where they work the one that they were given, where it is judged the same one made again from its
    /// key.</summary>
    public LanguageModel? Personal { get; init; }

    /// <summary>Dice that fall the same way wherever the seed is the same.</summary>
    /// <returns>New dice.</returns>
    public Random Dice() => new(Seed);
}
