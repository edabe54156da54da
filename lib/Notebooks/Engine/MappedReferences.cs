using System.IO.MemoryMappedFiles;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace Notebooks.Engine;

/// <summary>
/// The compiler reads each library that cells may refer to whole into memory of its own: .NET's and the engine's take 90 MB of it in every
/// process. Here it reads them where the system has them in memory anyway, once for all processes.
/// </summary>
internal static class MappedReferences
{
    private static readonly Dictionary<string, PortableExecutableReference> Known = new(StringComparer.Ordinal);

    /// <summary>Never let go of: what has been read there is looked into as long as the process lives.</summary>
    private static readonly List<MemoryMappedViewAccessor> Views = [];

    /// <summary>Only what runs in this process too, and so is not written over either: a library of a learner's is read as
    /// before.</summary>
    private static readonly string[] Folders = [RuntimeEnvironment.GetRuntimeDirectory(), AppContext.BaseDirectory];

    private static readonly Lock Gate = new();
    private static bool used;

    /// <summary>Has libraries that cells come to refer to found so, in the whole process; and those replaced that a kernel begins
    /// with.</summary>
    /// <param name="options">The options of a kernel that has not run a cell.</param>
    /// <returns>The options to use instead.</returns>
    public static ScriptOptions In(ScriptOptions options)
    {
        Use();
        return options.WithReferences(options.MetadataReferences.Select(reference => reference is PortableExecutableReference file
            ? Instead(file)
            : reference));
    }

    /// <summary>The compiler asks one place for the reference to a file, which every resolver that is made from the default one asks
    /// too.</summary>
    private static void Use()
    {
        lock (Gate)
        {
            if (used) return;
            const BindingFlags own = BindingFlags.Instance | BindingFlags.NonPublic;
            // The packages are frozen, so their private members stay as they are. (UnsafeAccessor gives none of a private type.)
            var resolver = typeof(ScriptMetadataResolver).GetField("_resolver", own)!.GetValue(ScriptMetadataResolver.Default)!;
            resolver.GetType().GetField("_createFromFileFunc", own)!
                .SetValue(resolver, (Func<string, MetadataReferenceProperties, PortableExecutableReference>)Of);
            used = true;
        }
    }

    private static PortableExecutableReference Of(string path, MetadataReferenceProperties properties)
    {
        if (!IsMapped(path)) return MetadataReference.CreateFromFile(path, properties);
        PortableExecutableReference? mapped;
        lock (Gate)    // once, however many ask at once
            if (!Known.TryGetValue(path, out mapped)) Known.Add(path, mapped = Map(path));
        return mapped.Properties.Equals(properties) ? mapped : mapped.WithProperties(properties);
    }

    private static PortableExecutableReference Instead(PortableExecutableReference found)
    {
        if (found.FilePath is not { } path || !IsMapped(path)) return found;
        MetadataOf(found).Dispose();    // the copy that was read would stay as long as somebody knows the reference
        return Of(path, found.Properties);
    }

    private static bool IsMapped(string path) => Folders.Contains(Path.GetDirectoryName(path) + Path.DirectorySeparatorChar);

    private static PortableExecutableReference Map(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var mapping = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None,
            leaveOpen: true);
        var view = mapping.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        Views.Add(view);
        var module = ModuleMetadata.CreateFromImage(view.SafeMemoryMappedViewHandle.DangerousGetHandle(), checked((int)file.Length));
        return AssemblyMetadata.Create(module).GetReference(filePath: path);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetMetadataNoCopy")]
    private static extern Metadata MetadataOf(PortableExecutableReference reference);
}
