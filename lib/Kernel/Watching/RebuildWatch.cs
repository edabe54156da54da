using System.Collections.Concurrent;

namespace JupyterKernel.Watching;

/// <summary>Notices that a library was built again while the kernel runs the old one.</summary>
internal sealed class RebuildWatch
{
    private readonly ConcurrentDictionary<string, DateTime> loaded = new();
    private bool warned;

    public RebuildWatch()
    {
        AppDomain.CurrentDomain.AssemblyLoad += (_, load) => Note(load.LoadedAssembly);
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies()) Note(assembly);
    }

    /// <summary>A warning, once.</summary>
    public string? Warning()
    {
        if (warned || loaded.FirstOrDefault(file =>
            File.Exists(file.Key) && File.GetLastWriteTimeUtc(file.Key) != file.Value).Key is not { } changed) return null;
        warned = true;
        return $"{Path.GetFileName(changed)} has been built again since this kernel loaded it. Restart the kernel to use the new one.\n";
    }

    /// <summary>Only what is built here changes: not the framework's own files, nor those in memory.</summary>
    private void Note(System.Reflection.Assembly assembly)
    {
        if (assembly.IsDynamic || assembly.Location.Length == 0
            || assembly.Location.StartsWith(Path.GetDirectoryName(typeof(object).Assembly.Location)!, StringComparison.Ordinal)) return;
        loaded.TryAdd(assembly.Location, File.GetLastWriteTimeUtc(assembly.Location));
    }
}
