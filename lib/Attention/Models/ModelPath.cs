using Attention.Models.Hub;

namespace Attention.Models;

/// <summary>Where a model lies, by the name that <see cref="LanguageModel.Load"/> takes.</summary>
public static class ModelPath
{
    /// <summary>The file or folder of a model.</summary>
    /// <param name="model">A shipped name, a name of <see cref="HubCatalogue"/> or owner/name on the hub that was pulled, a .gguf file, or
    /// a folder.</param>
    /// <returns>A full path.</returns>
    /// <exception cref="UnknownModelException">There is no such model here.</exception>
    public static string Of(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (File.Exists(model) || Directory.Exists(model)) return Path.GetFullPath(model);
        var catalogue = Catalogue.Open();
        if (catalogue.Find(model) is { } entry) return catalogue.PathOf(entry);
        if (catalogue.CourseModels.Contains(model)) return catalogue.FolderOf(model);
        return Pulled(model) ?? throw Unknown(model, catalogue);
    }

    /// <summary>The folder of a model of the hub, if it is in the cache.</summary>
    internal static string? Pulled(string model) =>
        HubCatalogue.Find(model) is { } entry ? new HubCache(HubSettings.Read().Cache).Find(entry.Repository) : null;

    /// <summary>Says what there is in place of a model.</summary>
    internal static UnknownModelException Unknown(string model, Catalogue catalogue) => new(HubCatalogue.Find(model) is { } entry
        ? $"{entry.Repository} is not here. Fetch it once with: course models pull {entry.Name}"
        : $"There is no model '{model}'. "
            + $"Shipped: {string.Join(", ", catalogue.Entries.Select(e => e.Name).Concat(catalogue.CourseModels))}; "
            + "'course models list' names those that can be fetched; or give the path of a .gguf file or of a model's folder.");
}
