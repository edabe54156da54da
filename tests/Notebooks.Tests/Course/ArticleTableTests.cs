using System.Text.RegularExpressions;
using Notebooks.Files;
using Notebooks.Prose;
using Notebooks.Tests.Hosts;

namespace Notebooks.Tests.Course;

/// <summary>
/// The table of <c>docs/article.md</c>: behind each number stand the chapter and the expression that gives it there. What a chapter says is
/// compared with what its cells compute at every build, so what the table says is too.
/// </summary>
public partial class ArticleTableTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(CourseNotebooks.Root, "docs", "article.md"));

    [Fact]
    public void Every_number_is_one_that_a_chapter_computes()
    {
        var wrong = ClaimReader.Read(Text).Select(claim => Complaint(claim.Code, claim.TextIn(Text))).OfType<string>().ToArray();
        Assert.True(wrong.Length == 0, string.Join("\n", wrong));
        Assert.True(ClaimReader.Read(Text).Count > 60);
    }

    [Fact]
    public void No_number_of_it_is_typed() =>
        Assert.Empty(ChapterTests.Number().Matches(ChapterTests.Aside().Replace(ChapterTests.Unchecked(Text), "").Replace("95 %", ""))
            .Select(match => match.Value));

    [Fact]
    public void Every_sentence_has_a_verdict_and_is_numbered()
    {
        var rows = Row().Matches(Text).Select(match => match.Value.Trim('|', '\r', '\n').Split('|')).ToArray();
        Assert.Equal(Enumerable.Range(1, rows.Length), rows.Select(row => int.Parse(row[0])));
        Assert.True(rows.Length >= 38);
        Assert.All(rows,
            row => Assert.True(row[^1].Trim().Length > 3 && !row[^1].Contains("missing", StringComparison.Ordinal), string.Join('|', row)));
    }

    [Theory]
    [InlineData("02:samples[0][previousHead]:.00", ".77 (.70 to .80)", "says .77 (.70 to .80)")]
    [InlineData("02:noSuchThing", "1", "has no checked value noSuchThing")]
    [InlineData("samples[0]", "1", "names no chapter")]
    [InlineData("99:samples[0]", "1", "There is no chapter 99")]
    public void What_does_not_agree_is_found(string code, string written, string complaint) =>
        Assert.Contains(complaint, Complaint(code, written), StringComparison.Ordinal);

    /// <summary>What is wrong with a value of the table; null if it is what the chapter says.</summary>
    private static string? Complaint(string code, string written)
    {
        if (Place().Match(code) is not { Success: true } place) return $"{code} names no chapter; write <!--= 02: expression -->.";
        var (chapter, expression) = (place.Groups[1].Value, place.Groups[2].Value);
        if (Directory.GetFiles(CourseNotebooks.PathOf(""), $"{chapter}-*.ipynb") is not [var file])
            return $"There is no chapter {chapter}.";
        var said = Notebook.Read(file).Cells.Where(cell => cell.IsMarkdown)
            .SelectMany(cell => ClaimReader.Read(cell.Source).Where(claim => claim.Code == expression)
                .Select(claim => claim.TextIn(cell.Source))).Distinct().ToArray();
        if (said.Length == 0) return $"Chapter {chapter} has no checked value {expression}.";
        return said.Select(Plain).Contains(Plain(written))
            ? null
            : $"The table says {written}, chapter {chapter} {string.Join(" or ", said)} ({expression}).";
    }

    private static string Plain(string text) => text.Replace('\u2212', '-');

    [GeneratedRegex(@"^(\d\d[a-z]?):\s*(.+)$", RegexOptions.Singleline)]
    private static partial Regex Place();

    [GeneratedRegex(@"^\| \d+ \|.*$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
