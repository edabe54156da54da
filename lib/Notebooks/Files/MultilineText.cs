using System.Text.Json.Nodes;

namespace Notebooks.Files;

/// <summary>Text in a notebook: one string, or a list of lines that keep their line breaks.</summary>
public static class MultilineText
{
    /// <summary>The text as one string.</summary>
    /// <param name="text">A string, a list of strings or nothing.</param>
    /// <returns>The text; empty if there is none.</returns>
    public static string Join(JsonNode? text) =>
        text is JsonArray lines ? string.Concat(lines.Select(line => line?.ToString())) : text?.ToString() ?? "";

    /// <summary>The text as a list of lines.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Its lines, each but the last with its line break.</returns>
    public static JsonArray Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = new JsonArray();
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = text.IndexOf('\n', start) + 1;
            if (end == 0) end = text.Length;
            lines.Add((JsonNode)text[start..end]);
        }
        return lines;
    }
}
