using System.Text.RegularExpressions;

namespace Notebooks.Programs;

/// <summary>
/// The line that a cell of a program begins with, <c>// %% name [kind]</c>: the percent format that VS Code, Spyder and Jupytext know.
/// </summary>
/// <param name="Name">The cell's id, or another name that no other cell of the file has.</param>
/// <param name="Kind">Empty for code that runs; <c>markdown</c>, <c>raw</c>, or <c>skipped</c> for code that does not run here.</param>
internal sealed partial record CellHeader(string Name, string Kind)
{
    /// <summary>The kind of the last section, which is no cell: what the notebook holds beside its text.</summary>
    public const string Notebook = "notebook";

    /// <summary>The line.</summary>
    /// <param name="mark">What such lines of the file begin with.</param>
    public string Line(string mark) => Kind.Length == 0 ? $"{mark} {Name}" : $"{mark} {Name} [{Kind}]";

    /// <summary>The shortest mark that no line of the texts begins with, so that text can hold anything.</summary>
    public static string MarkFor(IEnumerable<string> texts)
    {
        var lines = texts.SelectMany(text => text.Split('\n')).Where(line => line.StartsWith("// %%", StringComparison.Ordinal)).ToArray();
        var mark = "// %%";
        while (lines.Any(line => line.StartsWith(mark + " ", StringComparison.Ordinal))) mark += "%";
        return mark;
    }

    /// <summary>Reads a line.</summary>
    /// <returns>Null if it begins no cell.</returns>
    public static CellHeader? Read(string line, string mark)
    {
        if (!line.StartsWith(mark + " ", StringComparison.Ordinal)) return null;
        var parts = Parts().Match(line[(mark.Length + 1)..]);
        return parts.Success ? new CellHeader(parts.Groups["name"].Value, parts.Groups["kind"].Value) : null;
    }

    /// <summary>The mark that a program uses: that of its first cell.</summary>
    public static string? MarkOf(string program) =>
        FirstMark().Match(program) is { Success: true } first ? first.Groups["mark"].Value : null;

    [GeneratedRegex(@"^(?<name>[\w-]+)(?: \[(?<kind>\w+)\])?\s*$")]
    private static partial Regex Parts();

    [GeneratedRegex(@"^(?<mark>// %%+) ", RegexOptions.Multiline)]
    private static partial Regex FirstMark();
}
