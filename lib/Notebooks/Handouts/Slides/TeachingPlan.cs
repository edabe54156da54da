using System.Text.RegularExpressions;

namespace Notebooks.Handouts.Slides;

/// <summary>What a plan for teachers says of the sections of a chapter: minutes, what to ask, where they get stuck.</summary>
public sealed partial class TeachingPlan
{
    private readonly (string What, string Line)[] rows;

    private TeachingPlan((string, string)[] rows) => this.rows = rows;

    /// <summary>Reads the plan of a chapter.</summary>
    /// <param name="file">The Markdown file of all plans; a table a chapter, with the columns minutes, what, what to ask, where they get
    /// stuck.</param>
    /// <param name="notebook">The chapter's name, such as <c>05b-one-circuit</c>.</param>
    /// <returns>The plan; one without rows if there is none.</returns>
    public static TeachingPlan Of(string file, string notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        var chapter = Chapter().Match(notebook);
        if (!chapter.Success || !File.Exists(file)) return new([]);
        var table = File.ReadLines(file).SkipWhile(line => line.Trim() != $"## Chapter {chapter.Groups[1].Value}").Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal));
        return new([.. table.Select(line => line.Trim('|', ' ').Split('|').Select(cell => cell.Trim()).ToArray())
            .Where(cells => cells.Length >= 2 && char.IsAsciiDigit(cells[0].FirstOrDefault())).Select(cells => (cells[1], Line(cells)))]);
    }

    /// <summary>What it says of a section.</summary>
    /// <param name="heading">The section's heading.</param>
    /// <returns>Lines of text; none where the plan does not name it.</returns>
    public IEnumerable<string> Of(string heading) =>
        rows.Where(row => row.What.Contains($"*{heading}*", StringComparison.Ordinal)).Select(row => row.Line);

    private static string Line(string[] cells)
    {
        string Part(int i, string name) => cells.Length > i && cells[i].Length > 0 ? $" {name}: {cells[i]}" : "";
        return $"Minutes {cells[0]}: {cells[1]}.{Part(2, "Ask")}{Part(3, "They get stuck")}".Replace("*", "", StringComparison.Ordinal);
    }

    [GeneratedRegex("^0(\\d[a-z]?)-")]
    private static partial Regex Chapter();
}
