using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;

namespace Notebooks.Engine.Displays;

/// <summary>
/// The text that stands beside every other form of a value, for those who see no HTML. It is bounded in depth, width and length, and ends
/// for values that contain themselves too.
/// </summary>
internal sealed partial class PlainText
{
    private const int MostItems = 20, Deepest = 4, Longest = 2_000, LongestHtml = 100_000;
    private readonly StringBuilder text = new();

    /// <summary>The text of a value.</summary>
    /// <param name="value">Any value.</param>
    public static string Of(object? value)
    {
        var plain = new PlainText();
        plain.Write(value, 0);
        return plain.text.Length <= Longest ? plain.text.ToString() : plain.text.ToString(0, Longest) + " …";
    }

    private void Write(object? value, int depth)
    {
        if (text.Length > Longest) return;
        switch (value)
        {
            case null: text.Append("null"); break;
            case string or char: text.Append(value); break;
            case IHtmlContent html: text.Append(WithoutTags(html)); break;
            case IFormattable number: text.Append(number.ToString(null, CultureInfo.InvariantCulture)); break;
            case IEnumerable items: WriteItems(items, depth); break;
            case var other when SaysItself(other.GetType()): text.Append(Said(other)); break;
            default: WriteProperties(value, depth); break;
        }
    }

    private void WriteItems(IEnumerable items, int depth)
    {
        if (depth >= Deepest)
        {
            text.Append('…');
            return;
        }
        var count = 0;
        text.Append("[ ");
        foreach (var item in items)
        {
            if (count > 0) text.Append(", ");
            if (count++ == MostItems || text.Length > Longest)
            {
                text.Append('…');
                break;
            }
            Write(item, depth + 1);
        }
        text.Append(count == 0 ? "]" : " ]");
    }

    private void WriteProperties(object value, int depth)
    {
        text.Append(value.GetType().Name);
        if (depth >= Deepest) return;
        var properties = value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0).Take(MostItems);
        var separator = " { ";
        foreach (var property in properties)
        {
            text.Append(separator).Append(property.Name).Append(" = ");
            Write(Valued(property, value), depth + 1);
            separator = ", ";
        }
        if (separator == ", ") text.Append(" }");
    }

    private static object? Valued(PropertyInfo property, object value)
    {
        try
        {
            return property.GetValue(value);
        }
        catch (TargetInvocationException e)
        {
            return $"({e.InnerException!.GetType().Name})";
        }
    }

    /// <summary>Whether a type says itself; what the compiler writes for a record goes on for ever where one contains itself.</summary>
    private static bool SaysItself(Type type) =>
        type.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType is { } by && by != typeof(object) && by != typeof(ValueType)
        && (type.GetMethod("<Clone>$") is null || !SelfContaining.Is(type));

    private static string? Said(object value)
    {
        try
        {
            return value.ToString();
        }
        catch (Exception e) when (e is not OutOfMemoryException)    // a mistake of whoever wrote it, and no reason to show nothing
        {
            return $"({e.GetType().Name})";
        }
    }

    private static string WithoutTags(IHtmlContent html)
    {
        using var writer = new StringWriter();
        html.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        var written = writer.ToString();
        return written.Length > LongestHtml ? "(HTML)" : System.Net.WebUtility.HtmlDecode(Tag().Replace(written, " ")).Trim();
    }

    [GeneratedRegex(@"<(script|style)\b.*?</\1\s*>|<[^>]*>|\s+", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
