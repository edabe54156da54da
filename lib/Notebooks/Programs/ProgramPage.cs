using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.DotNet.Interactive.Formatting;
using Notebooks.Engine;
using Notebooks.Engine.Displays;
using Notebooks.Files;
using Notebooks.Handouts;
using Notebooks.Handouts.Words;
using Notebooks.Runs;

namespace Notebooks.Programs;

/// <summary>What a notebook shows when it runs as a program: in the terminal at once, and in the end as the page that <c>course render</c>
/// would make.</summary>
public sealed class ProgramPage
{
    private readonly Notebook notebook;
    private readonly IReadOnlyList<int> lines;
    private readonly string folder;
    private readonly DirectoryInfo? course;
    private readonly TextWriter terminal = Console.Out;
    private readonly RecordedOutputs outputs = new();
    private readonly StringBuilder printed = new();
    private int current = -1;

    private ProgramPage(string program)
    {
        (notebook, lines) = NotebookProgram.Sections(program);
        folder = Path.GetDirectoryName(program)!;
        course = CourseAbove(folder);
        Environment.CurrentDirectory = folder;    // paths in cells are relative to it, as in every host
        KernelComposition.RegisterFormatters();
        Console.SetOut(new CellWriter(Print));
        foreach (var (i, cell) in notebook.Cells.Where(cell => cell.IsCode).Index()) (cell.ExecutionCount, cell.Outputs) = (i + 1, []);
    }

    /// <summary>Begins the page of the program that calls it.</summary>
    /// <param name="program">The program's file; the compiler fills it in.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ProgramException">The program was no notebook.</exception>
    public static ProgramPage Begin([CallerFilePath] string program = "") => new(program);

    /// <summary>Shows a value in the terminal and on the page.</summary>
    /// <param name="value">Anything that a cell can show.</param>
    /// <param name="line">The line of the call, which tells the cell; the compiler fills it in.</param>
    public void Show(object? value, [CallerLineNumber] int line = 0)
    {
        Enter(line);
        var shown = FormattedValue.CreateManyFromObject(value).ToDictionary(part => part.MimeType, part => part.Value);
        outputs.Add(new CellOutput(CellOutputKind.Value, shown));
        terminal.WriteLine(ConsoleText.Of(value, shown.GetValueOrDefault(HtmlFormatter.MimeType)));
        terminal.WriteLine();
    }

    /// <summary>Ends a cell that shows no value: what has been printed since the last call is the cell's.</summary>
    /// <param name="line">The line of the call; the compiler fills it in.</param>
    public void Printed([CallerLineNumber] int line = 0) => Enter(line);

    /// <summary>Writes the page into the course's <c>handouts</c>, that of a solution into <c>handouts/solutions</c>, and prints its
    /// file.</summary>
    public void Write()
    {
        Leave();
        var others = Notebook.ReadPresent(Directory.EnumerateFiles(folder, "*.ipynb")
            .Where(file => file != notebook.Path && !file.EndsWith(".executed.ipynb", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));
        var words = course is null ? null : CourseWords.Read(Path.Combine(course.FullName, "docs"));
        foreach (var page in HandoutFolder.Write(Handouts(), [notebook], others, singleFile: false, warn: Console.Error.WriteLine,
            known: new(words))) terminal.WriteLine(page);
    }

    private string Handouts() => course is null ? Path.Combine(folder, "handouts")
        : Path.GetFullPath(Path.GetRelativePath(Path.Combine(course.FullName, "notebooks"), folder),
            Path.Combine(course.FullName, "handouts"));

    private static DirectoryInfo? CourseAbove(string folder)
    {
        var above = new DirectoryInfo(folder);
        while (above is not null && !File.Exists(Path.Combine(above.FullName, "Course.sln"))) above = above.Parent;
        return above;
    }

    private void Print(string text)
    {
        terminal.Write(text);
        lock (printed) printed.Append(text);
    }

    /// <summary>Goes to the cell of a line, and gives it what has been printed meanwhile.</summary>
    private void Enter(int line)
    {
        var cell = lines.TakeWhile(first => first <= line).Count() - 1;
        if (cell != current)
        {
            Leave();
            outputs.Begin(notebook.Cells[cell].ExecutionCount ?? 0);
            current = cell;
        }
        lock (printed)
        {
            if (printed.Length > 0)
                outputs.Add(new CellOutput(CellOutputKind.StandardOutput,
                    new Dictionary<string, string> { ["text/plain"] = printed.ToString() }));
            printed.Clear();
        }
    }

    private void Leave()
    {
        if (current >= 0) notebook.Cells[current].Outputs = outputs.End(null);
    }
}
