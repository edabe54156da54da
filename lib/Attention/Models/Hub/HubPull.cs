using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Course.Files;

namespace Attention.Models.Hub;

/// <summary>Fetches a model into the cache: files are whole and of the right hash before anything leads to them.</summary>
/// <param name="settings">Where hub and cache are.</param>
public sealed partial class HubPull(HubSettings settings)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);
    private readonly HubCache cache = new(settings.Cache);

    /// <summary>Fetches what is not here yet.</summary>
    /// <param name="repository">Owner and name.</param>
    /// <param name="progress">Told which file, and how many of its bytes are here.</param>
    /// <param name="cancellation">Ends the work; what came stays for the next pull.</param>
    /// <returns>The model's folder.</returns>
    /// <exception cref="HubException">The hub does not give it, or gives something else.</exception>
    public async Task<string> RunAsync(string repository, IProgress<HubProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (!HubCache.IsRepository(repository)) throw new WrongUseException($"'{repository}' is no model of the hub; owner/name is due.");
        if (settings.Offline) return cache.Find(repository)
            ?? throw new HubException($"{repository} is not in {settings.Cache}, and HF_HUB_OFFLINE forbids to fetch it.");
        using var client = new HubClient(settings);
        var (version, files) = await client.ListAsync(repository, cancellation);
        files = Wanted(repository, files);
        foreach (var file in files) await FetchAsync(client, repository, version, file, progress, cancellation);
        return cache.Publish(repository, version, files.Select(file => (file.Name, file.Hash)));
    }

    /// <summary>Whether a file of a repository is one that a model is read from; nothing in a folder is.</summary>
    internal static bool IsNeeded(string name) => Needed().IsMatch(name);

    /// <summary>Without the shards where the whole is there.</summary>
    private static IReadOnlyList<HubFile> Wanted(string repository, IReadOnlyList<HubFile> files)
    {
        var whole = files.Any(file => file.Name == "model.safetensors");
        if (!whole && files.All(file => file.Name != "model.safetensors.index.json"))
            throw new HubException(
                $"{repository} has no safetensors, and pickles (.bin) are never read: they can run any code. Look for a copy of it with "
                    + $"model.safetensors.");
        return [.. files.Where(file => !whole || !file.Name.StartsWith("model", StringComparison.Ordinal)
            || file.Name == "model.safetensors")];
    }

    private async Task FetchAsync(HubClient client, string repository, string version, HubFile file, IProgress<HubProgress>? progress,
        CancellationToken cancellation)
    {
        var blob = cache.BlobOf(repository, file.Hash);
        Directory.CreateDirectory(Path.GetDirectoryName(blob)!);
        while (!File.Exists(blob))
            if (!await TryFetchAsync(client, repository, version, file, blob, progress, cancellation))
                await Task.Delay(Between, cancellation);
        progress?.Report(new(file.Name, file.Size, file.Size));
    }

    /// <summary>Fetches a file into its place; false while another pull is at it.</summary>
    private static async Task<bool> TryFetchAsync(HubClient client, string repository, string version, HubFile file, string blob,
        IProgress<HubProgress>? progress, CancellationToken cancellation)
    {
        var begun = blob + ".incomplete";
        var isThere = false;
        await using (var part = TryOpen(begun, blob))
        {
            if (part is null) return false;
            isThere = File.Exists(blob);        // moved there by another pull since we looked: what we have opened is a new beginning
            if (!isThere) await CompleteAsync(client, repository, version, file, part, progress, cancellation);
        }
        if (isThere) File.Delete(begun);
        return isThere || TryMove(begun, blob);
    }

    private static async Task CompleteAsync(HubClient client, string repository, string version, HubFile file, FileStream part,
        IProgress<HubProgress>? progress, CancellationToken cancellation)
    {
        if (part.Length > file.Size) part.SetLength(0);
        if (part.Length < file.Size)
            await client.AppendAsync(repository, version, file, part, progress is null ? null : new Bytes(file, progress), cancellation);
        await CheckAsync(repository, file, part, cancellation);
        part.Flush(flushToDisk: true);
    }

    /// <summary>False where another pull has opened it, or has moved it already.</summary>
    private static bool TryMove(string begun, string blob)
    {
        try
        {
            File.Move(begun, blob, overwrite: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The beginning of a file, for this pull alone; null while another has it, or has just made the whole of it.</summary>
    private static FileStream? TryOpen(string path, string whole)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path) || File.Exists(whole))
        {
            return null;
        }
    }

    private static async Task CheckAsync(string repository, HubFile file, FileStream part, CancellationToken cancellation)
    {
        // of small files the hub knows git's hash alone
        using var hash = IncrementalHash.CreateHash(file.Sha256 is null ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256);
        if (file.Sha256 is null) hash.AppendData(Encoding.ASCII.GetBytes($"blob {file.Size}\0"));
        part.Position = 0;
        var buffer = new byte[1 << 20];
        for (int read; (read = await part.ReadAsync(buffer, cancellation)) > 0;) hash.AppendData(buffer.AsSpan(0, read));
        if (Convert.ToHexStringLower(hash.GetHashAndReset()) == file.Hash) return;
        part.SetLength(0);
        throw new HubException(
            $"{file.Name} of {repository} is not what the hub says it is (its hash is another); it was thrown away. Pull again.");
    }

    [GeneratedRegex(@"^(config|generation_config|tokenizer|tokenizer_config|special_tokens_map|added_tokens|vocab)\.json$"
        + @"|^merges\.txt$|^chat_template\.jinja$|^model(-\d{5}-of-\d{5})?\.safetensors(\.index\.json)?$")]
    private static partial Regex Needed();

    private sealed class Bytes(HubFile file, IProgress<HubProgress> progress) : IProgress<long>
    {
        public void Report(long value) => progress.Report(new(file.Name, value, file.Size));
    }
}
