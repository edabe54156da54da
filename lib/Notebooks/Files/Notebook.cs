using System.Text.Json;
using System.Text.Json.Nodes;
using Course.Files;

namespace Notebooks.Files;

/// <summary>An .ipynb file (nbformat 4), kept as the JSON that it is: what nobody touches stays as it was.</summary>
public sealed class Notebook
{
    private static readonly JsonDocumentOptions NoTwins = new() { AllowDuplicateProperties = false };
    private readonly JsonObject document;
    private readonly string indent;

    private Notebook(JsonObject document, string path, string indent) =>
        (this.document, Path, this.indent, Cells) = (document, path, indent, [.. document["cells"]!.AsArray().Select(cell => new NotebookCell(cell!.AsObject()))]);

    /// <summary>The file that it was read from.</summary>
    public string Path { get; }

    /// <summary>The file's name without its ending.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The cells, in order.</summary>
    public IReadOnlyList<NotebookCell> Cells { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The notebook.</returns>
    /// <exception cref="NotebookFormatException">It is no JSON, no notebook, or one of another format than nbformat 4.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Notebook Read(string path)
    {
        var text = File.ReadAllText(path);
        var document = Parse(path, text) as JsonObject;
        if (document?["cells"] is null && document?["worksheets"] is null) throw new NotebookFormatException(path, "not a notebook: it has no cells.");
        if (document["nbformat"] is not JsonValue version || !version.TryGetValue<int>(out var major)) throw new NotebookFormatException(path, "not a notebook: it has no nbformat.");
        if (major != 4) throw new NotebookFormatException(path, $"nbformat {major} cannot be read here, only 4. Open it in Jupyter or VS Code and save it.");
        CheckCells(path, document["cells"]);
        return new Notebook(document, path, IndentOf(text));
    }

    /// <summary>Takes over what the text cells of another copy say.</summary>
    /// <param name="other">A copy of this notebook with as many cells.</param>
    /// <returns>This notebook.</returns>
    public Notebook WithTextOf(Notebook other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var (cell, said) in Cells.Zip(other.Cells))
            if (cell.IsMarkdown && cell.Source != said.Source) cell.Source = said.Source;
        return this;
    }

    /// <summary>Writes the notebook, whole or not at all.</summary>
    /// <param name="path">The file to make or to replace.</param>
    /// <exception cref="IOException">It cannot be written; an old file is untouched.</exception>
    public void Write(string path) => WholeFile.Write(path, NotebookJson.Write(document, indent) + "\n");

    private static JsonNode? Parse(string path, string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: NoTwins);
        }
        catch (JsonException e)
        {
            throw new NotebookFormatException(path, $"not a notebook: line {(e.LineNumber ?? 0) + 1} is no JSON ({e.Message.Split(" LineNumber")[0]})");
        }
    }

    private static void CheckCells(string path, JsonNode? cells)
    {
        if (cells is not JsonArray array) throw new NotebookFormatException(path, "not a notebook: its cells are no list.");
        for (var i = 0; i < array.Count; i++)
        {
            if (array[i] is not JsonObject cell || cell["cell_type"] is not JsonValue || cell["source"] is not (JsonValue or JsonArray))
                throw new NotebookFormatException(path, $"cell {i + 1} of {array.Count} is no cell: it needs a cell_type and a source.");
        }
    }

    /// <summary>The blanks before the first key; Jupyter and VS Code write one, some tools two.</summary>
    private static string IndentOf(string text)
    {
        var start = text.IndexOf('\n') + 1;
        var end = start;
        while (end < text.Length && text[end] is ' ' or '\t') end++;
        return end > start ? text[start..end] : " ";
    }
}
