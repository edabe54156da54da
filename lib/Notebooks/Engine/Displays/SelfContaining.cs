using System.Collections;
using System.Reflection;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Engine.Displays;

/// <summary>
/// Types of cells whose values may contain themselves in a way at which the engine's formatter does not end: records with a property
/// of their own type, sequences whose elements are such sequences. Their values are shown as one bounded text.
/// </summary>
internal static class SelfContaining
{
    /// <summary>Assemblies that the script compiler makes of cells.</summary>
    private const string OfCell = "ℛ";
    private const int Deepest = 5;

    private static int registered;

    /// <summary>Looks at what cells declare from now on.</summary>
    public static void Register()
    {
        if (Interlocked.Exchange(ref registered, 1) == 0) AppDomain.CurrentDomain.AssemblyLoad += (_, load) => Look(load.LoadedAssembly);
    }

    /// <summary>Whether a value of a type may contain itself.</summary>
    /// <param name="type">The type.</param>
    public static bool Is(Type type) => Parts(type).Any(part => Leads(part, type, Deepest));

    private static void Look(Assembly assembly)
    {
        if (assembly.GetName().Name?.StartsWith(OfCell, StringComparison.Ordinal) != true) return;
        foreach (var type in assembly.GetTypes().Where(NeedsBounds))
        {
            Formatter.Register(type, (value, writer) => writer.Write(PlainText.Of(value)), PlainTextFormatter.MimeType);
            Formatter.Register(type, (value, writer) => writer.Write(Html(value)), HtmlFormatter.MimeType);
        }
    }

    private static string Html(object value) =>
        $"""<div class="dni-plaintext"><pre>{System.Net.WebUtility.HtmlEncode(PlainText.Of(value))}</pre></div>""";

    private static bool NeedsBounds(Type type) =>
        !type.ContainsGenericParameters && (type.GetMethod("<Clone>$") is not null || typeof(IEnumerable).IsAssignableFrom(type))
        && Is(type);

    private static bool Leads(Type from, Type to, int depth) =>
        from.IsAssignableFrom(to) || depth > 0 && Parts(from).Any(part => Leads(part, to, depth - 1));

    /// <summary>The types of what a value shows: of its elements, and of its properties if it is not the framework's.</summary>
    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.IsArray) return [type.GetElementType()!];
        Type[] elements = [.. type.GetInterfaces().Append(type)
            .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>)).Select(i => i.GetGenericArguments()[0])];
        if (type == typeof(string)) return [];
        if (elements.Length == 0 && typeof(IEnumerable).IsAssignableFrom(type)) return [typeof(object)];
        if (type.Namespace is { } from && (from == "System" || from.StartsWith("System.", StringComparison.Ordinal))) return elements;
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.PropertyType);
        return elements.Concat(properties).Distinct();
    }
}
