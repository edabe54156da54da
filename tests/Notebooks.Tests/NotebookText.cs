using System.Text.Json.Nodes;
using Notebooks.Files;

namespace Notebooks.Tests;

/// <summary>Notebooks for tests, written as the texts of their cells.</summary>
public static class NotebookText
{
    /// <summary>Writes and reads a notebook. A text that begins with "md:" is Markdown, one with "tag:NAME:" code with that tag.</summary>
    public static Notebook Write(string path, params string[] cells)
    {
        var json = new JsonObject
        {
            ["cells"] = new JsonArray([.. cells.Select((cell, i) => Cell(cell.Split(':', 3), cell, $"c{i}"))]),
            ["metadata"] = new JsonObject(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        File.WriteAllText(path, json.ToJsonString());
        return Notebook.Read(path);
    }

    private static JsonObject Cell(string[] parts, string text, string id) => parts switch
    {
        ["md", ..] => new() { ["cell_type"] = "markdown", ["id"] = id, ["metadata"] = new JsonObject(), ["source"] = text["md:".Length..] },
        ["tag", var tag, var code] => Code(code, id, [tag]),
        _ => Code(text, id, []),
    };

    private static JsonObject Code(string text, string id, JsonArray tags) => new()
    {
        ["cell_type"] = "code",
        ["id"] = id,
        ["metadata"] = new JsonObject { ["tags"] = tags },
        ["execution_count"] = null,
        ["outputs"] = new JsonArray(),
        ["source"] = text,
    };
}
