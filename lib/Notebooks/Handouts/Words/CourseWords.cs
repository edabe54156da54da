using System.Text.RegularExpressions;
using Course.Files;

namespace Notebooks.Handouts.Words;

/// <summary>What pages explain where they use it: the words of <c>glossary.md</c> and the papers of <c>papers.md</c>, two tables in
/// Markdown.</summary>
public sealed partial class CourseWords
{
    private const int Largest = 1 << 20;    // bytes of a table

    private CourseWords(IReadOnlyList<CourseWord> all) => All = all;

    /// <summary>No words: pages then explain nothing.</summary>
    public static CourseWords None { get; } = new([]);

    /// <summary>Words first, then papers, each in the order of its table.</summary>
    internal IReadOnlyList<CourseWord> All { get; }

    /// <summary>Reads the two tables.</summary>
    /// <param name="folder">The folder in which they lie; a table that is not there has no words.</param>
    /// <exception cref="DamagedFileException">One is no text in UTF-8.</exception>
    public static CourseWords Read(string folder) =>
        new([.. Rows(Path.Combine(folder, "glossary.md"), 2).Select(Word), .. Rows(Path.Combine(folder, "papers.md"), 3).Select(Paper)]);

    private static IEnumerable<string[]> Rows(string file, int columns) =>
        !File.Exists(file) ? [] : TextFile.Read(file, Largest).Split('\n')
            .Select(line => line.Trim()).Where(line => line.StartsWith('|')).Skip(2)    // the head of the table and its line
            .Select(line => Stroke().Split(line.Trim('|')).Select(cell => cell.Trim().Replace("\\|", "|", StringComparison.Ordinal))
                .ToArray()).Where(cells => cells.Length == columns);

    private static CourseWord Word(string[] cells)
    {
        var forms = cells[0].Split('/').Select(form => form.Trim()).ToArray();
        string Plain(string form) => form.Trim('*');
        return new CourseWord(
            "word-" + NotInId().Replace(Plain(forms[0]).ToLowerInvariant(), "-"), string.Join(", ", forms.Select(Plain)), cells[1],
            [.. forms.Select(form => Regex.Escape(Plain(form)).Replace("\\ ", "[\\s-]", StringComparison.Ordinal) + "s?")], IsPaper: false,
            OnlyStressed: forms[0].StartsWith('*'));
    }

    /// <summary>A paper is cited by its first author's name, how many there are, and its year.</summary>
    private static CourseWord Paper(string[] cells)
    {
        var authors = cells[0].Split(", *")[0];
        var year = Regex.Escape(Year().Match(cells[0]).Value);
        string[] names = [.. authors.Replace(" et al.", "", StringComparison.Ordinal).Split(", ").Select(name => name.Split(' ')[^1])];
        var first = Regex.Escape(names[0]);
        var dated = $",? (?:{year}|\\({year}\\))";
        string[] forms = authors.EndsWith(" et al.", StringComparison.Ordinal) || names.Length > 2 ? [$"{first} et al\\.(?:{dated})?"]
            : names.Length == 2 ? [$"{first} and {Regex.Escape(names[1])}{dated}"] : [$"{first}{dated}"];
        return new CourseWord($"paper-{NotInId().Replace(string.Join('-', names).ToLowerInvariant(), "-")}-{year}", cells[0],
            $"It claims: {cells[1]} *Here:* {cells[2]}", forms, IsPaper: true, OnlyStressed: false);
    }

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Stroke();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInId();

    [GeneratedRegex(@"(?<=, )(?:19|20)\d\d(?=, \[|$)")]
    private static partial Regex Year();
}
