using System.Security.Cryptography;
using System.Text.Json;
using Course.Files;

namespace Attention.Models;

/// <summary>Checks model files against their known hash, once for each version of a file.</summary>
public sealed class VerifiedFiles
{
    private readonly string record;

    /// <summary>Uses a record of what was checked before.</summary>
    /// <param name="record">A JSON file, made when needed; null for the one in the user's local application data.</param>
    public VerifiedFiles(string? record = null) =>
        this.record = record
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.DoNotVerify), "attention-patterns", "verified.json");

    /// <summary>Makes sure that a file is the one that is meant. A file whose size and date have not changed since it passed is not read
    /// again.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sha256">Its hash in lower-case hexadecimal.</param>
    /// <returns>Whether the file had to be read.</returns>
    /// <exception cref="ModelFileException">The file is missing or is another.</exception>
    public bool Check(string path, string sha256)
    {
        var file = new FileInfo(path);
        if (!file.Exists) throw new ModelFileException(path, "there is no such file. Restore it with: git checkout -- data/models");
        var passed = $"{sha256} {file.Length} {file.LastWriteTimeUtc.Ticks}";
        var known = Read();
        if (known.GetValueOrDefault(file.FullName) == passed) return false;
        var actual = Sha256Of(path);
        if (actual != sha256)
            throw new ModelFileException(path,
                $"the file is not the one that ships with the course: sha256 {actual}, expected {sha256}. It was cut off or altered; "
                    + $"restore it with: git checkout -- data/models");
        known[file.FullName] = passed;
        Write(known);
        return true;
    }

    /// <summary>The SHA-256 of a file in lower-case hexadecimal.</summary>
    internal static string Sha256Of(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private Dictionary<string, string> Read()
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(record)) ?? [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];    // no record: check again
        }
    }

    private void Write(Dictionary<string, string> known)
    {
        try
        {
            WholeFile.Write(record, JsonSerializer.Serialize(known));
        }
        catch (FileNotWrittenException)
        {
            // A read-only home means that the file is checked again next time, no more.
        }
    }
}
