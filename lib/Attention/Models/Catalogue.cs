using System.Text.Json;
using Course.Files;

namespace Attention.Models;

/// <summary>The models that ship with the course: what <c>data/models</c> holds, and its <c>catalogue.json</c>.</summary>
public sealed class Catalogue
{
    /// <summary>The environment variable that names another data folder.</summary>
    public const string DataVariable = "COURSE_DATA";

    /// <summary>The environment variable that names another model for a whole run.</summary>
    public const string ModelVariable = "COURSE_MODEL";

    /// <summary>The model of chapters 2 to 7.</summary>
    public const string MainModel = "smollm2-135m-instruct";

    private static readonly JsonSerializerOptions Json = JsonFile.Strict(JsonSerializerOptions.Web);
    private readonly string folder;

    private Catalogue(string folder, IReadOnlyList<CatalogueEntry> entries) => (this.folder, Entries) = (folder, entries);

    /// <summary>The shipped models made by others.</summary>
    public IReadOnlyList<CatalogueEntry> Entries { get; }

    /// <summary>The names of the course's own models: the folders beside the catalogue that hold a <c>config.json</c> and are no entry of
    /// it.</summary>
    public IReadOnlyList<string> CourseModels => [.. Folders().Except(Entries.Select(entry => entry.Path)).Order(StringComparer.Ordinal)];

    /// <summary>The shipped models that predict a next token, made by others or by the course.</summary>
    public IReadOnlyList<string> Predicting => [.. Entries.Where(entry => entry.HasHead).Select(entry => entry.Name), .. CourseModels];

    /// <summary>Finds the course's data folder and reads the catalogue in it.</summary>
    /// <returns>The catalogue.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no data folder above the library or the working folder.</exception>
    /// <exception cref="DamagedFileException">The catalogue is none.</exception>
    public static Catalogue Open()
    {
        var models = Path.Combine(DataFolder(), "models");
        var file = Path.Combine(models, "catalogue.json");
        var entries = JsonFile.Read<CatalogueEntry[]>(file, Json);
        if (entries.FirstOrDefault(entry => entry.Sha256.Length != 64 || !entry.Sha256.All(char.IsAsciiHexDigitLower)) is { } odd)
            throw new DamagedFileException(file, null,
                $"sha256 of {odd.Name} is '{odd.Sha256}'; 64 hexadecimal digits in small letters are due.");
        return new Catalogue(models, entries);
    }

    /// <summary>The course's data folder: what <see cref="DataVariable"/> says, else <c>data</c> in a folder above the library or the
    /// working folder.</summary>
    /// <returns>A full path.</returns>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static string DataFolder() => FindDataFolder()
        ?? throw new DirectoryNotFoundException(
            $"The course's data folder (data/models/catalogue.json) is in no folder above {string.Join(" or ", Starts)}. "
            + $"Run inside the course's folder, or set {DataVariable} to its data folder.");

    /// <summary>The same, or null where there is none.</summary>
    internal static string? FindDataFolder()
    {
        if (Environment.GetEnvironmentVariable(DataVariable) is { Length: > 0 } chosen) return Path.GetFullPath(chosen);
        return Starts.SelectMany(Upwards).Select(above => Path.Combine(above, "data"))
            .FirstOrDefault(data => File.Exists(Path.Combine(data, "models", "catalogue.json")));
    }

    private static string[] Starts => [Path.GetDirectoryName(typeof(Catalogue).Assembly.Location)!, Environment.CurrentDirectory];

    /// <summary>The entry of a name.</summary>
    /// <param name="name">For example <c>smollm2-135m-instruct</c>; case does not matter.</param>
    /// <returns>The entry, or null.</returns>
    public CatalogueEntry? Find(string name) =>
        Entries.FirstOrDefault(entry => string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Where an entry's file lies.</summary>
    /// <param name="entry">An entry of this catalogue.</param>
    /// <returns>A full path.</returns>
    public string PathOf(CatalogueEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Path.GetFullPath(Path.Combine(folder, entry.Path));
    }

    /// <summary>Where a course model lies.</summary>
    /// <param name="name">One of <see cref="CourseModels"/>.</param>
    /// <returns>A full path.</returns>
    public string FolderOf(string name) => Path.GetFullPath(Path.Combine(folder, name));

    private IEnumerable<string> Folders() =>
        Directory.EnumerateFiles(folder, "config.json", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Select(path => Path.GetFileName(Path.GetDirectoryName(path))!);

    private static IEnumerable<string> Upwards(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent) yield return folder.FullName;
    }
}
