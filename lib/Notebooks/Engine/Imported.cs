using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;

namespace Notebooks.Engine;

/// <summary>
/// What a cell may call by its simple name, since it or one before it has imported it. Asked of a cell, the compiler asks all cells before
/// it, and each makes the namespaces of two hundred libraries once more; here a renewed cell is told what its original knew.
/// </summary>
internal static class Imported
{
    // The packages are frozen, so their private members stay as they are. (UnsafeAccessor gives none of a type that is private too.)
    private const BindingFlags Private = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public;
    private static readonly FieldInfo Everywhere = typeof(CSharpCompilation).GetField("_lazyGlobalImports", Private)!;
    private static readonly FieldInfo Before = typeof(CSharpCompilation).GetField("_lazyPreviousSubmissionImports", Private)!;
    private static readonly MethodInfo FindEverywhere = typeof(CSharpCompilation).GetProperty("GlobalImports", Private)!.GetMethod!;
    private static readonly MethodInfo FindBefore = typeof(CSharpCompilation).GetMethod("GetPreviousSubmissionImports", Private)!;
    private static readonly MethodInfo TranslateEverywhere = Translation(Everywhere.FieldType);
    private static readonly MethodInfo TranslateBefore = Translation(Before.FieldType);
    private static readonly object NothingEverywhere = Everywhere.FieldType.GetField("Empty")!.GetValue(null)!;
    private static readonly object NothingBefore = Before.FieldType.GetField("Empty", Private)!.GetValue(null)!;

    /// <summary>Has a cell import nothing.</summary>
    /// <param name="cell">The cell, which has not been asked for anything yet.</param>
    public static void Nothing(CSharpCompilation cell)
    {
        Everywhere.SetValue(cell, NothingEverywhere);
        Before.SetValue(cell, NothingBefore);
    }

    /// <summary>Has a renewed cell import what its original has imported.</summary>
    /// <param name="known">The original.</param>
    /// <param name="clone">The same cell, which has not been asked for anything yet.</param>
    public static void Keep(CSharpCompilation known, CSharpCompilation clone)
    {
        Everywhere.SetValue(clone, TranslateEverywhere.Invoke(null, [FindEverywhere.Invoke(known, null), clone]));
        Before.SetValue(clone, TranslateBefore.Invoke(null, [FindBefore.Invoke(known, null), clone]));
    }

    private static MethodInfo Translation(Type imports) =>
        Before.FieldType.GetMethod("ExpandPreviousSubmissionImports", Private, [imports, typeof(CSharpCompilation)])!;
}
