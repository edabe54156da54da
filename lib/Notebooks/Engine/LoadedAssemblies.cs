using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis.Scripting;

namespace Notebooks.Engine;

/// <summary>Where the assemblies lie that cells refer to: the compiler writes all of them down once more with every cell.</summary>
internal static class LoadedAssemblies
{
    // The packages are frozen, so their private members stay as they are. (UnsafeAccessor gives none of a type that is private too.)
    private const BindingFlags Private = BindingFlags.Instance | BindingFlags.NonPublic;
    private static readonly FieldInfo Builder = typeof(Script).GetField("Builder", Private)!;
    private static readonly FieldInfo Loader = Builder.FieldType.GetField("_assemblyLoader", Private)!;
    private static readonly FieldInfo Gate = Loader.FieldType.GetField("_referencesLock", Private)!;
    private static readonly FieldInfo Places = Loader.FieldType.GetField("_dependenciesWithLocationBySimpleName", Private)!;

    /// <summary>Has each written down once.</summary>
    /// <param name="cell">Any of the cells.</param>
    public static void NameOnce(Script cell)
    {
        var loader = Loader.GetValue(Builder.GetValue(cell));
        lock (Gate.GetValue(loader)!)
        {
            foreach (var places in ((IDictionary)Places.GetValue(loader)!).Values.Cast<IList>())
            {
                object[] once = [.. places.Cast<object>().Distinct()];
                if (once.Length == places.Count) continue;
                places.Clear();
                foreach (var place in once) places.Add(place);
            }
        }
    }
}
