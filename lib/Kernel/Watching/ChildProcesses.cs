using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace JupyterKernel.Watching;

/// <summary>
/// The processes that cells have started, and those that these have started: they end with this one. Linux only. A process that is
/// killed with SIGKILL can end nothing any more: its children are then those of whoever started it, which may do the same.
/// </summary>
internal static partial class ChildProcesses
{
    private const int SetChildSubreaper = 36, Passes = 10;

    /// <summary>Ends them when this process ends, by itself, by a cell or by a signal that can be caught.</summary>
    public static void EndWithThisProcess()
    {
        Adopt();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End();
    }

    /// <summary>A process whose parent has ended becomes a child of this one, not of the machine's first process, where nobody finds
    /// it.</summary>
    public static void Adopt()
    {
        if (OperatingSystem.IsLinux()) _ = ProcessControl(SetChildSubreaper, 1, 0, 0, 0);
    }

    /// <summary>Ends all of them at once.</summary>
    /// <param name="spared">Children that live on, with all that they have started.</param>
    public static void End(params IEnumerable<int> spared)
    {
        if (!OperatingSystem.IsLinux()) return;
        int[] kept = [.. spared];
        for (var pass = 0; pass < Passes; pass++)    // one may start another while it is looked for
        {
            var found = Descendants(kept);
            if (found.Count == 0) return;
            foreach (var id in found) Kill(id);
            Thread.Sleep(10);
        }
    }

    private static List<int> Descendants(int[] spared)
    {
        var children = Running().ToLookup(process => process.Parent, process => process.Id);
        var found = children[Environment.ProcessId].Except(spared).ToList();
        for (var i = 0; i < found.Count; i++) found.AddRange(children[found[i]]);
        return found;
    }

    /// <summary>From /proc/ID/stat: id (name) state parent …, where the name may hold anything.</summary>
    private static IEnumerable<(int Id, int Parent)> Running()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)) continue;
            if (Stat(folder) is { } stat && stat[(stat.LastIndexOf(')') + 1)..].Split(' ') is [_, not "Z", var parent, ..])
                yield return (id, int.Parse(parent, CultureInfo.InvariantCulture));
        }
    }

    private static string? Stat(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "stat"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)    // it has just ended
        {
            return null;
        }
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        // it has just ended, or is another user's
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
        }
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nuint value, nuint second, nuint third, nuint fourth);
}
