using Attention.Models;

namespace Attention.Studies;

/// <summary>Which weights a stored measurement is of.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Title">Its name in figures.</param>
/// <param name="WeightsSha256">SHA-256 of its file of weights; null for random weights.</param>
/// <param name="RandomSeed">The seed of random weights; null for trained ones.</param>
public sealed record StudiedModel(string Name, string Title, string? WeightsSha256, int? RandomSeed)
{
    /// <summary>The weights of a model.</summary>
    /// <param name="model">The model.</param>
    /// <returns>What identifies them.</returns>
    public static StudiedModel Of(LanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new(model.Name, model.Title, model.WeightsSha256, model.RandomSeed);
    }
}
