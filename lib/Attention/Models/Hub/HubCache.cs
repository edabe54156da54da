// Hugging Face's layout: models--owner--name/refs/main holds the number of a version, snapshots/VERSION/FILE leads to blobs/HASH.
using System.Text.RegularExpressions;
using Course.Files;

namespace Attention.Models.Hub;

/// <summary>The folder in which models of the hub lie.</summary>
/// <param name="folder">Its path.</param>
public sealed partial class HubCache(string folder)
{
    /// <summary>The folder of a model's newest version here, if it is whole.</summary>
    /// <param name="repository">Owner and name.</param>
    /// <returns>A folder in Hugging Face's layout; null if the model is not here or not whole.</returns>
    public string? Find(string repository)
    {
        var reference = Path.Combine(FolderOf(repository), "refs", "main");
        if (!File.Exists(reference)) return null;
        var version = File.ReadAllText(reference).Trim();
        if (!Version().IsMatch(version)) return null;
        var snapshot = Path.Combine(FolderOf(repository), "snapshots", version);
        var weights = new[] { "model.safetensors", "model.safetensors.index.json" };
        return File.Exists(Path.Combine(snapshot, "config.json")) && weights.Any(name => File.Exists(Path.Combine(snapshot, name)))
            ? snapshot
            : null;
    }

    /// <summary>Whether a name is owner/name as the hub has them, with nothing in it that leads out of a folder.</summary>
    internal static bool IsRepository(string name) => Repository().IsMatch(name) && !name.Contains("..", StringComparison.Ordinal);

    /// <summary>Where the file of a hash lies, or is to lie.</summary>
    internal string BlobOf(string repository, string hash) => Path.Combine(FolderOf(repository), "blobs", hash);

    /// <summary>Makes a version the newest, once all its files are here.</summary>
    /// <param name="repository">Owner and name.</param>
    /// <param name="version">Its number.</param>
    /// <param name="files">Names and hashes.</param>
    internal string Publish(string repository, string version, IEnumerable<(string Name, string Hash)> files)
    {
        var snapshot = Path.Combine(FolderOf(repository), "snapshots", version);
        Directory.CreateDirectory(snapshot);
        foreach (var (name, hash) in files) Link(Path.Combine(snapshot, name), BlobOf(repository, hash), hash);
        WholeFile.Write(Path.Combine(FolderOf(repository), "refs", "main"), version);
        return snapshot;
    }

    /// <summary>Whether a text is the number of a version.</summary>
    internal static bool IsVersion(string text) => Version().IsMatch(text);

    private string FolderOf(string repository) =>
        IsRepository(repository) ? Path.Combine(folder, "models--" + repository.Replace("/", "--", StringComparison.Ordinal))
            : throw new WrongUseException($"'{repository}' is no model of the hub; owner/name is due.");

    private static void Link(string path, string blob, string hash)
    {
        if (File.Exists(path)) return;
        try
        {
            File.CreateSymbolicLink(path, Path.Combine("..", "..", "blobs", hash));
        }
        catch (IOException) when (File.Exists(path))
        {
            // another pull has made it
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Copy(blob, path, overwrite: true);       // a file system, or a Windows, without links
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9][A-Za-z0-9._-]{0,95}$")]
    private static partial Regex Repository();

    [GeneratedRegex("^[0-9a-f]{40}$")]
    private static partial Regex Version();
}
