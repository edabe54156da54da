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

    /// <summary>Whether anything tells these weights from others.</summary>
    internal bool IsKnown => WeightsSha256 is not null || RandomSeed is not null;

    /// <summary>What tells these weights from others of the same name, short enough for the name of a file.</summary>
    internal string Mark => WeightsSha256 is { } hash
        ? new string([.. hash.Where(char.IsAsciiHexDigit).Take(12)])
        : RandomSeed is { } seed ? $"seed{seed}" : "unknown";

    /// <summary>Whether another description is of the same weights; never so where nothing tells them apart.</summary>
    internal bool HasSameWeights(StudiedModel other) => IsKnown && WeightsSha256 == other.WeightsSha256 && RandomSeed == other.RandomSeed;
}
