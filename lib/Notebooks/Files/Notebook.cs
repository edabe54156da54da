using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Course.Files;

namespace Notebooks.Files;

/// <summary>An .ipynb file (nbformat 4), kept as the JSON that it is: what nobody touches stays as it was.</summary>
public sealed class Notebook
{
    private static readonly JsonDocumentOptions NoTwins = new() { AllowDuplicateProperties = false };
    private const int MostBlanks = 20;
    private readonly JsonObject document;
    private readonly string indent;

    private Notebook(JsonObject document, string path, string folder, string indent) =>
        (this.document, Path, Folder, this.indent, Cells) = (document, path, folder, indent,
            [.. document["cells"]!.AsArray().Select(cell => new NotebookCell(cell!.AsObject(), LanguageOf(document)))]);

    /// <summary>The file that it was read from.</summary>
    public string Path { get; }

    /// <summary>The folder in which its pictures lie: its author's, also where this is an executed copy that lies elsewhere.</summary>
    public string Folder { get; }

    /// <summary>The whole notebook as JSON.</summary>
    internal JsonObject Json => document;

    /// <summary>What each level of the file is indented by.</summary>
    internal string Indent => indent;

    /// <summary>The file's name without its ending.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The language of cells that name none, in .NET Interactive's words: csharp, fsharp; another as the file has it.</summary>
    public string Language => LanguageOf(document);

    /// <summary>The cells, in order.</summary>
    public IReadOnlyList<NotebookCell> Cells { get; }

    /// <summary>A text of the notebook's own metadata.</summary>
    /// <param name="section">The section.</param>
    /// <param name="name">Its name in the section.</param>
    /// <returns>The text; null where there is none.</returns>
    public string? Metadata(string section, string name) =>
        document["metadata"]?[section] is JsonObject metadata && metadata[name] is JsonValue value
            && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="folder">The folder in which its pictures lie; the file's own if not given.</param>
    /// <returns>The notebook.</returns>
    /// <exception cref="NotebookFormatException">It is no JSON, no notebook, or one of another format than nbformat 4.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Notebook Read(string path, string? folder = null) => Read(path, TextFile.ReadBytes(path).Span, folder);

    /// <summary>Reads notebooks of a folder that others may write to meanwhile.</summary>
    /// <param name="paths">Files that were there a moment ago.</param>
    /// <returns>The notebooks that still are, in the order of their files.</returns>
    /// <exception cref="NotebookFormatException">One is no JSON, no notebook, or one of another format than nbformat 4.</exception>
    public static Notebook[] ReadPresent(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        List<Notebook> present = [];
        foreach (var path in paths)
        {
            try
            {
                present.Add(Read(path));
            }
            catch (FileNotFoundException) { }    // taken away since it was listed
        }
        return [.. present];
    }

    /// <summary>Reads a notebook that does not lie in a file of its own.</summary>
    /// <param name="path">What messages call it.</param>
    /// <param name="text">Its JSON, in UTF-8.</param>
    /// <param name="folder">The folder in which its pictures lie; that of the path if not given.</param>
    /// <returns>The notebook.</returns>
    /// <exception cref="NotebookFormatException">It is no JSON, no notebook, or one of another format than nbformat 4.</exception>
    public static Notebook Read(string path, ReadOnlySpan<byte> text, string? folder = null) =>
        new(NotebookShape.Check(path, Parse(path, text)), path, folder ?? FolderOf(path), IndentOf(text));

    /// <summary>Makes a notebook of its JSON.</summary>
    /// <param name="path">The file that it is to be written to.</param>
    /// <param name="document">The whole notebook.</param>
    /// <param name="indent">What each level of the file is to be indented by.</param>
    internal static Notebook Of(string path, JsonObject document, string indent) =>
        new(NotebookShape.Check(path, document), path, FolderOf(path), indent);

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

    /// <summary>Takes out what running leaves behind: outputs, execution counts, and when cells ran.</summary>
    /// <returns>This notebook.</returns>
    public Notebook WithoutOutputs()
    {
        foreach (var cell in Cells.Where(cell => cell.IsCode)) cell.ForgetRun();
        return this;
    }

    /// <summary>Writes the notebook, whole or not at all.</summary>
    /// <param name="path">The file to make or to replace.</param>
    /// <exception cref="IOException">It cannot be written; an old file is untouched.</exception>
    public void Write(string path) => WholeFile.Write(path, ToBytes());

    /// <summary>What <see cref="Write"/> writes.</summary>
    /// <returns>The notebook as JSON, in UTF-8.</returns>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(NotebookJson.Write(document, indent) + "\n");

    private static string FolderOf(string path) => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;

    private static string LanguageOf(JsonObject document)
    {
        string? Text(string section, string name) =>
            document["metadata"]?[section] is JsonObject part && part[name] is JsonValue value && value.TryGetValue<string>(out var text)
                ? text
                : null;

        return (Text("kernelspec", "language") ?? Text("language_info", "name"))?.ToLowerInvariant() switch
        {
            null or "" or "c#" or "polyglot-notebook" => "csharp",
            "f#" => "fsharp",
            var other => other,
        };
    }

    private static JsonNode? Parse(string path, ReadOnlySpan<byte> text)
    {
        try
        {
            var document = JsonNode.Parse(text, documentOptions: NoTwins);
            Decode(document);
            return document;
        }
        catch (JsonException e)
        {
            throw new NotebookFormatException(path, null,
                $"not a notebook: line {(e.LineNumber ?? 0) + 1} is no JSON ({e.Message.Split(" LineNumber")[0]})");
        }
        catch (InvalidOperationException)    // the parser's word for half of a surrogate pair, such as \ud800
        {
            throw new NotebookFormatException(path, null,
                "it holds half of a character (\\ud800 to \\udfff without the other half), which is no text. Take it out.");
        }
    }

    /// <summary>Reads all texts once: the parser itself leaves them for later, halves of characters among them.</summary>
    private static void Decode(JsonNode? node)
    {
        if (node is JsonObject items)
            foreach (var (_, value) in items) Decode(value);
        else if (node is JsonArray list)
            foreach (var item in list) Decode(item);
        else if (node?.GetValueKind() == JsonValueKind.String) node.GetValue<string>();
    }

    /// <summary>The blanks before the first key; Jupyter and VS Code write one, some tools two.</summary>
    private static string IndentOf(ReadOnlySpan<byte> text)
    {
        var line = text[(text.IndexOf((byte)'\n') + 1)..];
        var blanks = line[..^line.TrimStart(" \t"u8).Length];
        return blanks.Length is > 0 and < MostBlanks ? Encoding.ASCII.GetString(blanks) : " ";
    }
}
