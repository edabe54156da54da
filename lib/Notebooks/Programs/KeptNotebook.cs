using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis.CSharp;
using Notebooks.Files;
using Notebooks.Runs;

namespace Notebooks.Programs;

/// <summary>
/// What a notebook holds beside its text and its previews, as the comments at the end of a program keep it: a line for the notebook, and
/// one for each cell. A cell whose text cannot be read back from the program to the last character has it here too, with the hash of what
/// the program says instead: once that is changed, the change counts.
/// </summary>
internal sealed class KeptNotebook
{
    private static readonly JsonDocumentOptions NoTwins = new() { AllowDuplicateProperties = false };
    private readonly Dictionary<string, (string? Written, JsonObject Json)> cells = [];
    private IReadOnlyDictionary<string, string> types = new Dictionary<string, string>();

    /// <summary>The notebook without its cells.</summary>
    public required JsonObject Document { get; init; }

    /// <summary>What each level of its file is indented by.</summary>
    public required string Indent { get; init; }

    /// <summary>The line of a notebook.</summary>
    public static string Line(Notebook notebook)
    {
        var document = notebook.Json.DeepClone().AsObject();
        document["cells"] = new JsonArray();
        return Comment(new JsonObject { ["indent"] = notebook.Indent, ["notebook"] = document });
    }

    /// <summary>The line of a cell.</summary>
    /// <param name="header">Its header in the program.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="text">Its text in the program.</param>
    /// <param name="types">The types that stand below the program's last cell.</param>
    public static string Line(CellHeader header, NotebookCell cell, string text, IReadOnlyDictionary<string, string> types)
    {
        var json = cell.Json.DeepClone().AsObject();
        // a program needs no pictures of what it shows
        if (cell.IsCode && cell.Outputs.All(Previews.IsPreview)) json["outputs"] = new JsonArray();
        var line = new JsonObject { ["cell"] = header.Name };
        if (JsonNode.DeepEquals(json["source"], MultilineText.Split(SourceOf(header, text, types)))) json["source"] = null;
        else line["written"] = HashOf(text);
        line["json"] = json;
        return Comment(line);
    }

    /// <summary>Types by their names.</summary>
    public static IReadOnlyDictionary<string, string> TypesOf(string code) =>
        CSharpSyntaxTree.ParseText(code).GetCompilationUnitRoot().Members.Where(member => ProgramCell.NameOf(member).Length > 0)
            .GroupBy(ProgramCell.NameOf).ToDictionary(same => same.Key, same => same.First().ToString());

    /// <summary>Reads the end of a program.</summary>
    /// <param name="path">The program, for messages.</param>
    /// <param name="text">Its last section.</param>
    /// <exception cref="ProgramException">It is damaged.</exception>
    public static KeptNotebook Read(string path, string text)
    {
        try
        {
            var lines = Comments(text).Select(line => JsonNode.Parse(line[3..], documentOptions: NoTwins)!.AsObject()).ToArray();
            if (lines is not [{ } first, .. var rest] || first["notebook"] is not JsonObject document)
                throw new ProgramException(path, null, "its end does not say what notebook it was. Export the notebook again.");
            document.Parent!.AsObject().Remove("notebook");
            var kept = new KeptNotebook { Document = document, Indent = (string?)first["indent"] ?? " ", types = TypesOf(text) };
            foreach (var line in rest) kept.Add(line);
            return kept;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new ProgramException(path, null,
                "its last comments, which keep what the notebook holds beside its text, are damaged "
                    + $"({e.Message.Split(" LineNumber")[0]}). Export the notebook again.");
        }
    }

    /// <summary>The cell that a section of the program is; one that the notebook did not have is made.</summary>
    public JsonObject Cell(ProgramSection section)
    {
        var (written, json) = cells.Remove(section.Header.Name, out var kept) ? kept : (null, New(section.Header));
        if (written is not null && written == HashOf(section.Text)) return json;
        json["source"] = MultilineText.Split(SourceOf(section.Header, section.Text, types));
        return json;
    }

    private static IEnumerable<string> Comments(string text) =>
        text.TrimEnd().Split('\n').Reverse().TakeWhile(line => line.StartsWith("// {", StringComparison.Ordinal)).Reverse();

    private void Add(JsonObject line)
    {
        var json = line["json"]!.AsObject();
        line.Remove("json");
        cells.Add((string)line["cell"]!, ((string?)line["written"], json));
    }

    private static JsonObject New(CellHeader header)
    {
        var cell = new JsonObject { ["cell_type"] = header.Kind is "markdown" or "raw" ? header.Kind : "code" };
        if (header.Kind is not ("markdown" or "raw")) cell["execution_count"] = null;
        (cell["id"], cell["metadata"]) = (header.Name,
            header.Kind == "skipped" ? new JsonObject { ["tags"] = new JsonArray("skip-execution") } : new JsonObject());
        if (header.Kind is not ("markdown" or "raw")) cell["outputs"] = new JsonArray();
        cell["source"] = null;
        return cell;
    }

    private static string SourceOf(CellHeader header, string text, IReadOnlyDictionary<string, string> types) =>
        header.Kind.Length == 0 ? ProgramCell.Read(text, types) : CommentLines.Read(text);

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    private static string Comment(JsonObject json) => "// " + json.ToJsonString();
}
