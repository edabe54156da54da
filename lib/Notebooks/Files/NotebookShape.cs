using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Files;

/// <summary>The parts of nbformat 4 that the course reads: whoever has passed here is a list, an object, a text where one is due.</summary>
internal static class NotebookShape
{
    /// <summary>Refuses a document of another shape.</summary>
    /// <param name="path">Its file, for the message.</param>
    /// <param name="document">The document.</param>
    /// <returns>The document.</returns>
    /// <exception cref="NotebookFormatException">It has another shape; the message names the cell.</exception>
    public static JsonObject Check(string path, JsonNode? document)
    {
        var root = document as JsonObject ?? throw new NotebookFormatException(path, null, "not a notebook: it has no cells.");
        if (root["cells"] is null && root["worksheets"] is null)
            throw new NotebookFormatException(path, null, "not a notebook: it has no cells.");
        if (root["nbformat"] is not JsonValue version || !version.TryGetValue<int>(out var major))
            throw new NotebookFormatException(path, null, "not a notebook: it has no nbformat.");
        if (major != 4)
            throw new NotebookFormatException(path, null,
                $"nbformat {major} cannot be read here, only 4. Open it in Jupyter or VS Code and save it.");
        if (root["cells"] is not JsonArray cells) throw new NotebookFormatException(path, null, "not a notebook: its cells are no list.");
        if (!IsObjectOrAbsent(root["metadata"])) throw new NotebookFormatException(path, null, "its metadata are no object.");
        foreach (var (i, cell) in cells.Index())
            if (Cell(cell) is { } problem) throw new NotebookFormatException(path, $"cell {i + 1} of {cells.Count}", problem);
        return root;
    }

    private static string? Cell(JsonNode? node)
    {
        if (node is not JsonObject cell || !IsText(cell["cell_type"]) || !IsLines(cell["source"]))
            return "is no cell: it needs a cell_type and a source of text.";
        if (!IsObjectOrAbsent(cell["metadata"])) return "its metadata are no object.";
        if (cell["metadata"]?["tags"] is { } tags && !(tags is JsonArray names && names.All(IsText)))
            return "its tags are no list of texts.";
        if (cell["execution_count"] is { } count && count.GetValueKind() != JsonValueKind.Number)
            return "its execution_count is no number.";
        if (cell["outputs"] is null) return null;
        if (cell["outputs"] is not JsonArray outputs) return "its outputs are no list.";
        return outputs.Index().Select(output => Output(output.Item) is { } problem ? $"output {output.Index + 1} {problem}" : null)
            .FirstOrDefault(problem => problem is not null);
    }

    private static string? Output(JsonNode? node)
    {
        if (node is not JsonObject output || !IsText(output["output_type"])) return "is no output: it needs an output_type.";
        return (string)output["output_type"]! switch
        {
            "stream" when !IsText(output["name"]) || !IsLines(output["text"]) => "is no stream: it needs a name and a text.",
            "error" when output["traceback"] is not JsonArray lines || !lines.All(IsText) =>
                "is no error: it needs a traceback, a list of texts.",
            "display_data" or "execute_result" => output["data"] is JsonObject data ? Data(data) : "is no display: its data are no object.",
            _ => null,
        };
    }

    private static string? Data(JsonObject data)
    {
        foreach (var (mimeType, content) in data)
            if (!IsJson(mimeType) && !IsLines(content)) return $"holds {mimeType} that is no text.";
        return null;
    }

    private static bool IsJson(string mimeType) =>
        mimeType.StartsWith("application/", StringComparison.Ordinal) && mimeType.EndsWith("json", StringComparison.Ordinal);

    private static bool IsObjectOrAbsent(JsonNode? node) => node is null or JsonObject;

    private static bool IsText(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String;

    private static bool IsLines(JsonNode? node) => IsText(node) || node is JsonArray lines && lines.All(IsText);
}
