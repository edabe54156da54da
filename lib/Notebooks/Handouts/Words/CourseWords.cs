using System.Text.RegularExpressions;
using Course.Files;

namespace Notebooks.Handouts.Words;

/// <summary>What pages explain where they use it: the words of <c>glossary.md</c>, a heading and a paragraph each, and the papers of
/// <c>papers.md</c>, a table.</summary>
public sealed partial class CourseWords
{
    private const int Largest = 1 << 20;    // bytes of a file
    private const string OfWord = "word-";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly Regex? pattern;

    private CourseWords(IReadOnlyList<CourseWord> all)
    {
        // The longest first: what is said of a logit lens is not said of a logit.
        var forms = all.Select((word, i) => (Word: word, Group: $"(?<w{i}>{string.Join('|', word.Forms)})"))
            .OrderByDescending(form => form.Word.Forms.Max(text => text.Length)).Select(form => form.Group);
        All = all;
        pattern = all.Count == 0 ? null : new Regex(
            $@"(?<![\p{{L}}\p{{N}}-])(?:{string.Join('|', forms)})(?![\p{{L}}\p{{N}}]|-\p{{L}})",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Limit);
    }

    /// <summary>No words: pages then explain nothing.</summary>
    public static CourseWords None { get; } = new([]);

    /// <summary>Words first, then papers, each in the order of its file.</summary>
    internal IReadOnlyList<CourseWord> All { get; }

    /// <summary>The article's sentences and what came of each, as Markdown without the comments by which its numbers are checked; null
    /// where the file is not there.</summary>
    internal string? Article { get; private init; }

    /// <summary>Where a piece of text names words, in order.</summary>
    /// <param name="text">The text.</param>
    /// <param name="stressed">Whether it is emphasised, and so means an everyday word in the sense of the glossary if it is one.</param>
    internal IEnumerable<(CourseWord Word, int Start, int Length)> In(string text, bool stressed) =>
        from match in pattern?.Matches(text) ?? Enumerable.Empty<Match>()
        let word = All[int.Parse(match.Groups.Cast<Group>().First(part => part.Success && part.Name[0] == 'w').Name[1..])]
        where !word.OnlyStressed || stressed && match.Length == text.Length
        select (word, match.Index, match.Length);

    /// <summary>What links to a word on a page name.</summary>
    /// <param name="heading">What links to its heading in the glossary name.</param>
    internal static string IdOf(string heading) => OfWord + heading;

    /// <summary>Reads the words, the papers, and the article's sentences.</summary>
    /// <param name="folder">The folder in which they lie; a file that is not there has no words.</param>
    /// <exception cref="DamagedFileException">One is no text in UTF-8.</exception>
    public static CourseWords Read(string folder) =>
        new([.. Entries(Path.Combine(folder, "glossary.md")).Select(entry => Word(entry.Heading, entry.Text)),
            .. Rows(Path.Combine(folder, "papers.md"), 3).Select(Paper)])
        {
            Article = Lines(Path.Combine(folder, "article.md")) is { Length: > 0 } lines
                ? Check().Replace(string.Join('\n', lines), "") : null,
        };

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Check();

    private static string[] Lines(string file) =>
        File.Exists(file) ? TextFile.Read(file, Largest).ReplaceLineEndings("\n").Split('\n') : [];

    private static IEnumerable<(string Heading, string Text)> Entries(string file) =>
        string.Join('\n', Lines(file)).Split("\n## ").Skip(1).Select(entry => entry.Split('\n', 2))
            .Select(entry => (entry[0].Trim(), entry[^1].Trim().Replace('\n', ' ')));

    private static IEnumerable<string[]> Rows(string file, int columns) =>
        Lines(file).Select(line => line.Trim()).Where(line => line.StartsWith('|')).Skip(2)    // the head of the table and its line
            .Select(line => Stroke().Split(line.Trim('|')).Select(cell => cell.Trim().Replace("\\|", "|", StringComparison.Ordinal))
                .ToArray()).Where(cells => cells.Length == columns);

    private static CourseWord Word(string heading, string text)
    {
        var forms = heading.Split(", ");
        string Plain(string form) => form.Trim('*');
        var name = string.Join(", ", forms.Select(Plain));
        return new CourseWord(IdOf(NotInId().Replace(name.ToLowerInvariant(), "-")), name, text,
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
