using System.Reflection;
using System.Runtime.Loader;

namespace Course.Cli;

/// <summary>
/// Libraries that this program needs for itself and that no cell is to meet: they lie in a folder beside it, off the list that .NET gives
/// every assembly before it looks elsewhere. So a cell that asks for a package of the same name gets the version that it asks for.
/// </summary>
internal static class OwnLibraries
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "own");
    private static readonly Context Own = new();

    /// <summary>Has them found; before any code that needs one.</summary>
    public static void Find() => AssemblyLoadContext.Default.Resolving += (_, asked) =>
        PathOf(asked) is { } path && AssemblyName.GetAssemblyName(path).Version == asked.Version ? Own.LoadFromAssemblyPath(path) : null;

    /// <summary>Beside the tests' programs they are not set apart.</summary>
    private static string? PathOf(AssemblyName asked)
    {
        string[] places = [Folder, AppContext.BaseDirectory];
        return places.Select(place => Path.Combine(place, asked.Name + ".dll")).FirstOrDefault(File.Exists);
    }

    /// <summary>Where they are loaded, and what they need of each other.</summary>
    private sealed class Context() : AssemblyLoadContext("own libraries")
    {
        protected override Assembly? Load(AssemblyName asked)
        {
            var path = Path.Combine(Folder, asked.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }

        protected override nint LoadUnmanagedDll(string name) =>
            Directory.Exists(Folder) && Directory.EnumerateFiles(Folder, name + ".*").FirstOrDefault() is { } path
                ? LoadUnmanagedDllFromPath(path)
                : 0;
    }
}
