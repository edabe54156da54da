using System.Collections.Concurrent;
using System.Reflection;

namespace Notebooks.Engine.Displays;

/// <summary>Libraries that the engine does not reference and that a cell may load.</summary>
internal static class LateLibrary
{
    private static readonly ConcurrentDictionary<string, bool> Awaited = [];

    /// <summary>Does something with a library as soon as it is there; once in a process, however many engines ask.</summary>
    /// <param name="name">The assembly's name.</param>
    /// <param name="act">Is called for each assembly of that name, also for one that is loaded already.</param>
    public static void WhenLoaded(string name, Action<Assembly> act)
    {
        if (!Awaited.TryAdd(name, true)) return;
        AppDomain.CurrentDomain.AssemblyLoad += (_, load) => Look(load.LoadedAssembly);
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies()) Look(assembly);

        void Look(Assembly assembly)
        {
            if (assembly.GetName().Name == name) act(assembly);
        }
    }
}
