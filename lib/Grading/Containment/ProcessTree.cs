using System.Diagnostics;

namespace Grading.Containment;

/// <summary>The processes that one process has started, and those that they have: read from /proc, where a lost child belongs to the first
/// of its world.</summary>
/// <param name="root">The process at the top; not among them.</param>
internal sealed class ProcessTree(int root)
{
    /// <summary>Those that there are now, each after its parent.</summary>
    /// <returns>Numbers of processes.</returns>
    public IReadOnlyList<int> Below()
    {
        var children = Directory.EnumerateDirectories("/proc").Select(path => int.TryParse(Path.GetFileName(path), out var id) ? id : 0)
            .Where(id => id > 0).ToLookup(Parent);
        var found = new List<int>(children[root]);
        for (var i = 0; i < found.Count; i++) found.AddRange(children[found[i]]);
        return found;
    }

    /// <summary>Memory that is theirs alone or that they share without a file, in bytes.</summary>
    /// <returns>The sum.</returns>
    public long Memory() =>
        Below().Sum(id => Lines(id, "status")
            .Where(line => line.StartsWith("RssAnon:", StringComparison.Ordinal) || line.StartsWith("RssShmem:", StringComparison.Ordinal))
            .Sum(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) << 10));

    /// <summary>Ends them all but the first, which then tells what they left.</summary>
    public void End()
    {
        foreach (var id in Below().Skip(1)) Kill(id);
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        // it has ended by itself
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
        }
    }

    /// <summary>After the name, which may hold anything, come state and parent.</summary>
    private static int Parent(int id) =>
        Lines(id, "stat") is [var line, ..] && line.LastIndexOf(')') is > 0 and var end
            && int.TryParse(line[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], out var parent) ? parent : 0;

    private static string[] Lines(int id, string file)
    {
        try
        {
            return File.ReadAllLines($"/proc/{id}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
