using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;

namespace Notebooks.Engine;

/// <summary>A cell that refers to what the one before it does needs no list of its own; the compiler makes one of 200 for each.</summary>
internal static class SharedReferences
{
    // The packages are frozen, so their private members stay as they are. (UnsafeAccessor gives none of a type that is private too.)
    private const BindingFlags Private = BindingFlags.Instance | BindingFlags.NonPublic;
    private static readonly FieldInfo Manager = typeof(CSharpCompilation).GetField("_referenceManager", Private)!;
    private static readonly FieldInfo Given = Field("_lazyExplicitReferences"), Found = Field("_lazyReferencedAssemblies");

    /// <summary>All that follows from these two.</summary>
    private static readonly FieldInfo[] Lists =
    [
        Given, Found, Field("ObservedMetadata"), Field("_lazyReferencedAssembliesMap"), Field("_lazyAliasesOfReferencedAssemblies"),
        Field("_lazyMergedAssemblyReferencesMap"), Field("_lazyUnifiedAssemblies"), Field("_lazyImplicitReferenceResolutions"),
    ];

    /// <summary>Has a cell share the lists of another, where they say the same.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="before">The one before it.</param>
    public static void Share(CSharpCompilation cell, CSharpCompilation before)
    {
        var (own, other) = (Manager.GetValue(cell), Manager.GetValue(before));
        if (Given.GetValue(own)!.Equals(Given.GetValue(other))) return;    // the same list already
        if (!SaysTheSame(Given, own, other) || !SaysTheSame(Found, own, other)) return;
        foreach (var list in Lists) list.SetValue(own, list.GetValue(other));
    }

    private static bool SaysTheSame(FieldInfo list, object? own, object? other) =>
        Items(list, own).SequenceEqual(Items(list, other), ReferenceEqualityComparer.Instance);

    private static IEnumerable<object> Items(FieldInfo list, object? manager) => ((IEnumerable)list.GetValue(manager)!).Cast<object>();

    private static FieldInfo Field(string name)
    {
        for (var type = Manager.FieldType; type is not null; type = type.BaseType)
            if (type.GetField(name, Private) is { } field) return field;
        throw new MissingFieldException(nameof(CSharpCompilation), name);
    }
}
