using System.Collections;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Attention.Models;
using Course.Files;

namespace Course.Cli;

/// <summary>Chapters that ran in an earlier <c>course render</c>, taken again as long as nothing has changed of what they depend on: the
/// chapter itself, the programs, the course's data with its models, and the variables that begin with COURSE_.</summary>
/// <param name="root">The folder of the course.</param>
/// <param name="place">Where runs are kept; null for a folder of the user's local application data.</param>
/// <param name="fresh">Whether every chapter runs, whatever is kept.</param>
public sealed class KeptRuns(string root, string? place = null, bool fresh = false)
{
    private const int Most = 3;         // of each chapter
    private readonly string folder = place ?? Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "attention-patterns", "runs");
    private readonly ConcurrentDictionary<string, string> places = new();     // as chapters were when they were asked for
    private readonly Lazy<string> surroundings = new(() => HashOfSurroundings(root));

    /// <summary>Puts the executed chapter where it is wanted.</summary>
    /// <param name="notebook">The chapter.</param>
    /// <param name="target">The file to write.</param>
    /// <returns>Whether there was one; if not, nothing is written.</returns>
    public bool TryTake(string notebook, string target)
    {
        var kept = PathOf(notebook);
        if (fresh || !File.Exists(kept)) return false;
        File.Copy(kept, target, overwrite: true);
        return true;
    }

    /// <summary>Keeps an executed chapter. Where that cannot be written it runs again next time, no more.</summary>
    /// <param name="notebook">The chapter. What counts is its text when it was asked for: it may be edited while it runs.</param>
    /// <param name="executed">The file that its run has written.</param>
    public void Keep(string notebook, string executed)
    {
        try
        {
            WholeFile.Write(PathOf(notebook), File.ReadAllBytes(executed));
            var runs = new DirectoryInfo(folder).GetFiles($"{Path.GetFileNameWithoutExtension(notebook)}-*.ipynb");
            foreach (var old in runs.OrderByDescending(file => file.LastWriteTimeUtc).Skip(Most)) old.Delete();
        }
        catch (Exception e) when (e is FileNotWrittenException or IOException or UnauthorizedAccessException)
        {
            // A home that is full or read-only is no reason to fail.
        }
    }

    private string PathOf(string notebook) => places.GetOrAdd(notebook, chapter =>
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{surroundings.Value} {chapter} {VerifiedFiles.Sha256Of(chapter)}"));
        return Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(chapter)}-{Convert.ToHexStringLower(hash)[..32]}.ipynb");
    });

    private static string HashOfSurroundings(string root)
    {
        var everything = new EnumerationOptions { RecurseSubdirectories = true };
        var prepared = Path.Combine(root, "data", "prepared");
        string[] files =
        [
            .. Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll"),
            .. FilesOf(Path.Combine(AppContext.BaseDirectory, "charts"), "*.dll"),
            .. FilesOf(Path.Combine(root, "lib", "Attention.Interactive", "bin", "Release"), "*.dll"),
            .. FilesOf(Path.Combine(root, "notebooks"), "*.csx"),
            .. Directory.EnumerateFiles(Path.Combine(root, "data"), "*", everything)
                .Where(file => !file.StartsWith(prepared, StringComparison.Ordinal)),
        ];
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(variable => $"{variable.Key}={variable.Value}")
            .Where(variable => variable.StartsWith("COURSE_", StringComparison.Ordinal));
        var all = files.Order(StringComparer.Ordinal).Select(file => $"{file} {VerifiedFiles.Sha256Of(file)}")
            .Concat(variables.Order(StringComparer.Ordinal));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', all))));
    }

    private static string[] FilesOf(string folder, string pattern) => Directory.Exists(folder) ? Directory.GetFiles(folder, pattern) : [];
}
