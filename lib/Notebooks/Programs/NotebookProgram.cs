using System.Text;
using System.Text.Json.Nodes;
using Course.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Notebooks.Files;

namespace Notebooks.Programs;

/// <summary>
/// A notebook as a program of one file, which <c>dotnet run FILE.cs</c> builds and runs, and back: text as comments, code as statements,
/// and at the end, as comments too, what else the notebook holds. Nothing is lost on the way.
/// </summary>
public static class NotebookProgram
{
    private static readonly CSharpParseOptions Script = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script);

    /// <summary>Writes a notebook as a program.</summary>
    /// <param name="notebook">The notebook; its folder is the program's.</param>
    /// <param name="course">The folder of the course, whose projects the program refers to.</param>
    /// <returns>The text of the program.</returns>
    /// <exception cref="ProgramException">It uses what a program of one file does not have; the message names the cell.</exception>
    /// <exception cref="IOException">A file that it imports cannot be read.</exception>
    public static string Write(Notebook notebook, string course)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        var (preamble, types) = (new Preamble(notebook.Path), new List<string>());
        var texts = Texts(notebook, preamble, types.Add);
        preamble.AddProject(Path.Combine(course, "lib", "Notebooks"));
        var headers = Headers(notebook);
        var mark = CellHeader.MarkFor(texts.Concat(types));
        var program = new StringBuilder(Beginning(notebook, preamble));
        foreach (var (i, text) in texts.Index()) program.Append(headers[i].Line(mark)).Append('\n').Append(text).Append("\n\n");
        program.Append(new CellHeader("the-rest", CellHeader.Notebook).Line(mark)).Append($"\n{ProgramCell.Page}.Write();\n");
        foreach (var type in types) program.Append('\n').Append(type).Append('\n');
        return program.Append(Rest(notebook, headers, texts, types)).ToString();
    }

    /// <summary>Reads a program that was a notebook.</summary>
    /// <param name="path">The program, such as <c>02-common-head-types.cs</c>.</param>
    /// <returns>The notebook, to be written as <c>02-common-head-types.ipynb</c>; without what has been changed in the program it is the
    /// one that the program was made of.</returns>
    /// <exception cref="ProgramException">It was no notebook.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Notebook Read(string path) => Sections(path).Notebook;

    /// <summary>Reads a program, with the line that each cell begins in, from 1.</summary>
    internal static (Notebook Notebook, IReadOnlyList<int> Lines) Sections(string path)
    {
        var program = TextFile.Read(path);
        var sections = ProgramSection.Read(program);
        if (sections is not [.. var cells, { Header.Kind: CellHeader.Notebook } rest])
            throw new ProgramException(path, null, "it was no notebook: it does not end with the part that course export writes.");
        var kept = KeptNotebook.Read(path, rest.Text);
        var document = kept.Document;
        document["cells"] = new JsonArray([.. cells.Select(cell => (JsonNode)kept.Cell(cell))]);
        return (Notebook.Of(Path.ChangeExtension(path, ".ipynb"), document, kept.Indent), [.. cells.Select(cell => cell.Line)]);
    }

    private static string[] Texts(Notebook notebook, Preamble preamble, Action<string> types)
    {
        var running = notebook.Cells.Index().Where(cell => KindOf(cell.Item).Length == 0).ToArray();
        SyntaxTree[] trees =
            [.. running.Select(cell =>
                CSharpSyntaxTree.ParseText(Plain(cell.Item.Source, line => preamble.Take(line, $"cell {cell.Index + 1}")), Script))];
        foreach (var directive in trees.SelectMany(tree => ((CompilationUnitSyntax)tree.GetRoot()).Usings)) preamble.Use(directive);
        var scope = new OneScope(trees,
            preamble.Usings.Select(line => line["using ".Length..^1]).Where(line => !line.Contains('=', StringComparison.Ordinal))
                .Select(line => line.Replace("static ", "", StringComparison.Ordinal)));
        var texts = notebook.Cells.Select(cell => CommentLines.Of(cell.Source)).ToArray();
        foreach (var (i, (index, _)) in running.Index()) texts[index] = ProgramCell.Of(scope.Model(i), scope.Changes(i), types);
        return texts;
    }

    private static string Plain(string source, Action<string> take) =>
        CellDirectives.CommentOut(source.Replace("\r\n", "\n", StringComparison.Ordinal), take);

    private static string KindOf(NotebookCell cell) => cell switch
    {
        { IsMarkdown: true } => "markdown",
        { IsCode: false } => "raw",
        { IsSkipped: true } or { MayFail: true } => "skipped",
        _ => cell.Language is "csharp" ? "" : "skipped",
    };

    private static CellHeader[] Headers(Notebook notebook)
    {
        HashSet<string> taken = [];
        return [.. notebook.Cells.Select((cell, i) => new CellHeader(Name(cell, i), KindOf(cell)))];

        string Name(NotebookCell cell, int i)
        {
            var name = cell.Json["id"] is JsonValue id && id.TryGetValue<string>(out var text)
                && CellHeader.Read($"// %% {text}", "// %%") is { Kind: "" } read ? read.Name : $"cell-{i + 1}";
            while (!taken.Add(name)) name += "-";
            return name;
        }
    }

    private static string Beginning(Notebook notebook, Preamble preamble) => $"""
        #!/usr/bin/env -S dotnet run
        {string.Join('\n', preamble.Directives)}

        // {notebook.Name} as a program. `dotnet run {notebook.Name}.cs` prints what its cells show and writes the chapter's page;
        // `course export {notebook.Name}.cs --ipynb` makes the notebook again of what stands below this part.
        {string.Join('\n', preamble.Usings)}
        using Notebooks.Programs;

        var {ProgramCell.Page} = ProgramPage.Begin();


        """.ReplaceLineEndings("\n");

    private static string Rest(Notebook notebook, CellHeader[] headers, string[] texts, List<string> types)
    {
        var below = KeptNotebook.TypesOf(string.Join('\n', types));
        var lines = headers.Select((header, i) => KeptNotebook.Line(header, notebook.Cells[i], texts[i], below));
        return $"\n{KeptNotebook.Line(notebook)}\n{string.Join('\n', lines)}\n";
    }
}
