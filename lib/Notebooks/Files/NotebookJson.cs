using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Notebooks.Files;

/// <summary>
/// Writes JSON as notebook programs do, so that what nobody touched stays the same to the byte: one item a line, and no character
/// escaped that need not be. (System.Text.Json's own writer escapes emoji, whichever encoder it is given.)
/// </summary>
internal static class NotebookJson
{
    /// <summary>The text of a node.</summary>
    /// <param name="node">The node; null is JSON's null.</param>
    /// <param name="indent">What each level is indented by.</param>
    public static string Write(JsonNode? node, string indent)
    {
        var text = new StringBuilder();
        Append(text, node, "\n", indent);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonNode? node, string newLine, string indent)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } items:
                AppendItems(text, '{', items, item => AppendProperty(text, item, newLine + indent, indent), '}', newLine, indent);
                break;
            case JsonArray { Count: > 0 } items:
                AppendItems(text, '[', items, item => Append(text, item, newLine + indent, indent), ']', newLine, indent);
                break;
            case JsonValue value when value.TryGetValue<string>(out var content): AppendString(text, content); break;
            default: text.Append(node?.ToJsonString() ?? "null"); break;    // numbers keep the digits they were read with
        }
    }

    private static void AppendItems<T>(StringBuilder text, char open, IEnumerable<T> items, Action<T> append, char close, string newLine,
        string indent)
    {
        text.Append(open);
        var separator = "";
        foreach (var item in items)
        {
            text.Append(separator).Append(newLine).Append(indent);
            append(item);
            separator = ",";
        }
        text.Append(newLine).Append(close);
    }

    private static void AppendProperty(StringBuilder text, KeyValuePair<string, JsonNode?> property, string newLine, string indent)
    {
        AppendString(text, property.Key);
        text.Append(": ");
        Append(text, property.Value, newLine, indent);
    }

    private static void AppendString(StringBuilder text, string content)
    {
        text.Append('"');
        for (var i = 0; i < content.Length; i++)
        {
            if (i + 1 < content.Length && char.IsSurrogatePair(content[i], content[i + 1]))
                text.Append(content[i]).Append(content[++i]);
            else
                text.Append(Escaped(content[i]));
        }
        text.Append('"');
    }

    private static string Escaped(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\b' => "\\b",
        '\f' => "\\f",
        < ' ' => Code(c),
        _ when char.IsSurrogate(c) => "\ufffd",    // half of a character, which no text can hold and no notebook be read with
        _ => c.ToString(),
    };

    private static string Code(char c) => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture);
}
