using System.Composition.Hosting;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Host.Mef;

namespace Notebooks.Engine.Assistance;

/// <summary>
/// Roslyn's services (completion, explanations, …), which every kernel for C# wants from its first moment. Roslyn looks for them by loading
/// all 11,000 types of its libraries, Visual Basic's among them, and asking each for its attributes. Here the libraries' metadata is read
/// instead, and only services that have a use in a notebook are loaded.
/// </summary>
internal static class HostServices
{
    /// <summary>What an editor offers to change code: of the services for C# four in ten.</summary>
    private static readonly HashSet<string> Needless = ["ExportCodeFixProviderAttribute", "ExportCodeRefactoringProviderAttribute"];

    /// <summary>Has every workspace of this process find its services so. To be called before the first is made.</summary>
    public static void Use()
    {
        if (DefaultHost(null) is not null) return;
        var host = MefHostServices.Create(new ContainerConfiguration().WithParts(Parts()).CreateContainer());
        Interlocked.CompareExchange(ref DefaultHost(null), host, null);
    }

    /// <summary>The types that Roslyn's services for C# are composed of: those that an attribute marks whose name begins with
    /// <c>Export</c>.</summary>
    internal static IEnumerable<Type> Parts() =>
        MefHostServices.DefaultAssemblies.Where(library => !library.FullName!.Contains("VisualBasic", StringComparison.Ordinal))
            .SelectMany(PartsOf);

    private static List<Type> PartsOf(Assembly library)
    {
        using var file = new PEReader(File.OpenRead(library.Location));
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata.TypeDefinitions.Where(type => IsPart(metadata, metadata.GetTypeDefinition(type)))
                .Select(type => library.ManifestModule.ResolveType(MetadataTokens.GetToken(type))),
        ];
    }

    private static bool IsPart(MetadataReader metadata, TypeDefinition type) =>
        type.GetCustomAttributes().Select(attribute => NameOf(metadata, metadata.GetCustomAttribute(attribute)))
            .Any(name => name.StartsWith("Export", StringComparison.Ordinal) && !Needless.Contains(name));

    private static string NameOf(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind == HandleKind.MethodDefinition)
        {
            var made = metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType();
            return metadata.GetString(metadata.GetTypeDefinition(made).Name);
        }
        var parent = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        return parent.Kind == HandleKind.TypeReference
            ? metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name)
            : "";    // a generic attribute
    }

    // The packages are frozen, so their private members stay as they are.
    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "<DefaultHost>k__BackingField")]
    private static extern ref MefHostServices? DefaultHost(MefHostServices? of);
}
