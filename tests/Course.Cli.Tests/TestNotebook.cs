using System.Text.Json.Nodes;

namespace Course.Cli.Tests;

/// <summary>Notebooks for tests, written as the texts of their code cells.</summary>
internal static class TestNotebook
{
    /// <summary>Writes a notebook whose cells all have the same tags.</summary>
    /// <returns>Its path.</returns>
    public static string Write(string path, string[] tags, params string[] cells) => Write(path, cells.Select(code => (tags, code)));

    /// <summary>Writes a notebook of cells with their tags.</summary>
    /// <returns>Its path.</returns>
    public static string Write(string path, IEnumerable<(string[] Tags, string Code)> cells)
    {
        var json = new JsonObject
        {
            ["cells"] = new JsonArray([.. cells.Select(cell => new JsonObject
            {
                ["cell_type"] = "code",
                ["metadata"] = new JsonObject { ["tags"] = new JsonArray([.. cell.Tags.Select(tag => JsonValue.Create(tag))]) },
                ["execution_count"] = null,
                ["outputs"] = new JsonArray(),
                ["source"] = cell.Code,
            })]),
            ["metadata"] = new JsonObject(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 4,
        };
        File.WriteAllText(path, json.ToJsonString());
        return path;
    }

    /// <summary>What the cells of a notebook have put out, as text.</summary>
    public static string[] Outputs(string path) =>
        [.. JsonNode.Parse(File.ReadAllText(path))!["cells"]!.AsArray().Select(cell => cell!["outputs"]?.ToJsonString() ?? "")];
}
