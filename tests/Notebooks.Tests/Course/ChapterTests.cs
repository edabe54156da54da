using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Notebooks.Prose;
using Notebooks.Runs;
using Notebooks.Tests.Hosts;

namespace Notebooks.Tests.Course;

/// <summary>What every chapter promises: its parts, cells of a size to read, solutions, and no number that nothing checks.</summary>
public partial class ChapterTests
{
    public static TheoryData<string> Chapters => [.. Files("notebooks")];

    public static TheoryData<string> All => [.. Files("notebooks"),
        .. Files(Path.Combine("notebooks", "solutions")).Select(name => Path.Combine("solutions", name))];

    [Theory, MemberData(nameof(All))]
    public void It_is_a_clean_notebook_of_version_4_5(string name)
    {
        var text = File.ReadAllText(CourseNotebooks.PathOf(name));
        var notebook = JsonNode.Parse(text)!;
        Assert.Equal((4, 5), ((int)notebook["nbformat"]!, (int)notebook["nbformat_minor"]!));
        Assert.Equal(".net-csharp", (string)notebook["metadata"]!["kernelspec"]!["name"]!);
        var cells = notebook["cells"]!.AsArray();
        Assert.Equal(cells.Count, cells.Select(cell => (string)cell!["id"]!).Distinct().Count());
        Assert.All(cells, cell => Assert.Matches("^[a-zA-Z0-9-_]{1,64}$", (string)cell!["id"]!));
        Assert.All(cells.Where(IsCode),
            cell => Assert.True(cell!["execution_count"] is null && IsQuiet(name, cell["outputs"]!.AsArray()),
                $"{cell["id"]} has outputs that are no previews"));
        Assert.DoesNotContain(CourseNotebooks.Root, text, StringComparison.Ordinal);
        Assert.DoesNotMatch(AbsolutePath(), Picture().Replace(text, ""));
    }

    /// <summary>By the letter of CommonMark what follows a tag in its line is HTML, so in VS Code and on GitHub a hint's code would keep
    /// its backticks.</summary>
    [Theory, MemberData(nameof(All))]
    public void What_unfolds_has_blank_lines_around_it(string name) =>
        Assert.All(Cells(name).Where(cell => !IsCode(cell)),
            cell => Assert.DoesNotMatch(OnATagsLine(), Source(cell)));

    [Theory, MemberData(nameof(All))]
    public void Its_cells_are_short(string name) =>
        Assert.All(Cells(name).Where(IsCode),
            cell => Assert.InRange(Source(cell).Split('\n').Length, 1, name.StartsWith("solutions", StringComparison.Ordinal) ? 16 : 11));

    /// <summary>A code cell computes or draws; what is to be said about it stands in a text cell, with its values checked.</summary>
    [Theory, MemberData(nameof(Chapters))]
    public void Its_prose_stands_in_text_cells_and_its_code_is_short(string name)
    {
        foreach (var cell in Cells(name).Where(IsCode))
        {
            var lines = Source(cell).Split('\n');
            Assert.True(lines.Length <= 8, $"{name}, cell {cell!["id"]}: {lines.Length} lines");
            Assert.All(lines, line => Assert.True(line.Length <= 110, $"{name}, cell {cell["id"]}: {line.Length} characters in {line}"));
            Assert.DoesNotContain("Reading.Of", Source(cell), StringComparison.Ordinal);
            Assert.True(LongTemplate().Count(Source(cell)) == 0, $"{name}, cell {cell["id"]}: prose in a string template");
        }
    }

    [Theory, MemberData(nameof(Chapters))]
    public void It_has_goals_exercises_with_hints_and_a_solution_for_each(string name)
    {
        var markdown = Comment().Replace(string.Join("\n", Cells(name).Where(cell => !IsCode(cell)).Select(Source)), "");
        Assert.Matches(@"\*\*After this (?:chapter|notebook) you (?:can|know)\*\*", markdown);
        var exercises = Exercise().Matches(markdown).Select(match => match.Groups[1].Value).ToList();
        Assert.True(exercises.Count >= 5);
        Assert.Equal(exercises, exercises.Distinct());
        Assert.All(exercises,
            exercise =>
                Assert.Matches(
                    $@"\*\*{Regex.Escape(exercise)}\*\* \((?:difficulty )?[123], \d+ minutes\) [^<]+<details><summary>Hint</summary>",
                    markdown.ReplaceLineEndings(" ")));
        var solutions = File.ReadAllText(CourseNotebooks.PathOf(Path.Combine("solutions", name)));
        Assert.All(exercises, exercise => Assert.Contains($"**{exercise}**", solutions, StringComparison.Ordinal));
        Assert.Contains(Cells(name), cell => (string)cell!["id"]! == "summary");
    }

    /// <summary>Definitions and thresholds are no measurements; behind what was measured stands an expression that it is checked
    /// by.</summary>
    [Theory, MemberData(nameof(Chapters))]
    public void Every_measured_number_is_checked(string name)
    {
        var known = Cells(name).Where(cell => !IsCode(cell)).SelectMany(cell => Checked(Source(cell))).ToHashSet();    // may be said again
        foreach (var cell in Cells(name))
        {
            var id = (string)cell!["id"]!;
            // their texts are held by tests of the exercises
            if (id is "exercises" or "quiz" or "reading" || OfAnExercise().IsMatch(id)) continue;
            var text = Aside().Replace(IsCode(cell) ? Source(cell) : Unchecked(Source(cell)), "");
            var typed = (IsCode(cell) ? TypedInCode() : Number()).Matches(text).Select(match => match.Value)
                .Where(number => !known.Contains(number)).ToArray();
            Assert.True(typed.Length == 0, $"{name}, cell {id}: {string.Join(", ", typed)}");
        }
    }

    /// <summary>A number with its interval counts as one; so does an address, and neither a year nor a threshold is looked at.</summary>
    [Theory, MemberData(nameof(Chapters))]
    public void A_sentence_has_at_most_three_measured_numbers(string name)
    {
        foreach (var cell in Cells(name).Where(cell => !IsCode(cell)))
        {
            var markdown = Source(cell);
            foreach (var claim in ClaimReader.Read(markdown).Reverse()
                .Where(claim => !claim.IsVerdict && claim.TextIn(markdown) is var text && text.Any(char.IsDigit)
                    && !Address().IsMatch(text)))
                markdown = markdown.Remove(claim.Start, claim.CommentEnd - claim.Start).Insert(claim.Start, "\u25a0");
            var sentences = SentenceEnd().Split(Comment().Replace(markdown, ""));
            Assert.All(sentences,
                sentence => Assert.True(sentence.Count(sign => sign == '\u25a0') <= 3, $"{name}, cell {cell!["id"]}: {sentence}"));
        }
    }

    /// <summary>Only what cannot be more than 1 bears no zero before the point (docs/prose.md).</summary>
    [Theory, MemberData(nameof(Chapters))]
    public void A_number_of_nats_has_its_zero(string name) => Assert.All(Cells(name).Where(cell => !IsCode(cell)), cell =>
        Assert.DoesNotMatch(BareNats(), Comment().Replace(Source(cell), "")));

    [Fact]
    public void The_search_for_bare_nats_finds_them()
    {
        Assert.Matches(BareNats(), "they cost less than .05 nats");
        Assert.Matches(BareNats(), "By how many nats is it worse? Give each a chance: over 2; from .5 to 2.");
        Assert.DoesNotMatch(BareNats(), "0.05 nats, 1.5 nats, .05 of its weight; a score over .5. It costs 2 nats.");
    }

    [Fact]
    public void The_search_for_paths_of_a_machine_finds_one()
    {
        Assert.Matches(AbsolutePath(), "\"#r \\\"x\\\" /srv/course/lib\"");
        Assert.Matches(AbsolutePath(), @"load C:\\models");
        Assert.DoesNotMatch(AbsolutePath(), "#r \"../lib/Attention.Interactive/bin\" and data/models, early / middle / late, and/or");
    }

    [Fact]
    public void The_search_for_what_unfolds_within_a_line_finds_it()
    {
        Assert.Matches(OnATagsLine(), "<details><summary>Hint</summary>`x` is it.</details>");
        Assert.Matches(OnATagsLine(), "<details><summary>Hint</summary>\n\n`x` is it.\n</details>");
        Assert.DoesNotMatch(OnATagsLine(), "<details><summary>Hint</summary>\n\n`x` is it.\n\n</details>");
    }

    [Fact]
    public void The_search_for_typed_numbers_finds_one()
    {
        Assert.Matches(Number(), "The best head, 16.0, scores .91.");
        Assert.Matches(Number(), "It gives 80 % of its weight.");
        Assert.Matches(TypedInCode(), "Reading.Of($\"Head 16.0 scores {x:.00}\")");
        Assert.Matches(TypedInCode(), "new HeadView(trace, (16, 0))");
        Assert.DoesNotMatch(TypedInCode(), "x > 1.1 * y ? $\"over .5: {x:0.0}\" : Figures.Heatmap(trace, (0, 0))");
        Assert.DoesNotMatch(Number(), "More than .10 above, over .5 or under .05, in 2019, with T tokens.");
        Assert.DoesNotMatch(Number(), Unchecked("The best head, **16.0**<!--= best.Head -->, scores .91<!--= best.Score:.00 -->."));
        Assert.Matches(Number(), Unchecked("The best head, **16.0**<!--= best.Head -->, scores .91."));
    }

    /// <summary>The numbers that a text says with an expression behind them.</summary>
    private static IEnumerable<string> Checked(string markdown) =>
        ClaimReader.Read(markdown).SelectMany(claim => claim.TextIn(markdown).Split(' ', ',', '(', ')').Where(word => word.Length > 0));

    /// <summary>A text without the pieces that a run checks.</summary>
    internal static string Unchecked(string markdown)
    {
        var end = markdown.Length;
        // two may be about the same words
        foreach (var claim in ClaimReader.Read(markdown).Reverse().Where(claim => claim.CommentEnd <= end))
        {
            markdown = markdown.Remove(claim.Start, claim.CommentEnd - claim.Start);
            end = claim.Start;
        }
        return markdown;
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.GetFiles(Path.Combine(CourseNotebooks.Root, folder), "0*.ipynb").Select(file => Path.GetFileName(file)!)
            .Where(name => !name.Contains(".executed", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static JsonArray Cells(string name) => JsonNode.Parse(File.ReadAllText(CourseNotebooks.PathOf(name)))!["cells"]!.AsArray();

    /// <summary>A chapter may keep previews of its figures (course run --previews); solutions keep nothing.</summary>
    private static bool IsQuiet(string name, JsonArray outputs) =>
        outputs.Count == 0 || !name.StartsWith("solutions", StringComparison.Ordinal) && outputs.All(Previews.IsPreview);

    private static bool IsCode(JsonNode? cell) => (string)cell!["cell_type"]! == "code";

    private static string Source(JsonNode? cell) => string.Concat(cell!["source"]!.AsArray().Select(line => (string)line!));

    // The root of a file system and a folder in it: no text of the course has reason to name one.
    [GeneratedRegex(@"(?<![\w.\-/<:)])/[A-Za-z0-9._-]+/|\b[A-Z]:\\\\")]
    private static partial Regex AbsolutePath();

    [GeneratedRegex(@"</summary>(?!\n\n)|(?<!\n\n)</details>")]
    private static partial Regex OnATagsLine();

    [GeneratedRegex("\"image/png\": \"[A-Za-z0-9+/=]*\"")]
    private static partial Regex Picture();

    // Four words in a row within a template are a sentence; a label has fewer.
    [GeneratedRegex("""\$"[^"]*[A-Za-z]+ [a-z]+ [a-z]+ [a-z]+[^"]*{""")]
    private static partial Regex LongTemplate();

    [GeneratedRegex(@"^[xpd]\d-\d+(-task|-check)?$|^x-quiz$")]
    private static partial Regex OfAnExercise();

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    // A full stop, a colon or a semicolon with a capital behind it, a line of a list or a cell of a table.
    [GeneratedRegex(@"(?<=[.!?:;][*)""]*)\s+(?=[*""(]*[A-Z\u25a0])|\n\s*\n|\n- |\|")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"^[*]*\d+\.\d(, \d+\.\d)*[*]*$")]
    private static partial Regex Address();

    [GeneratedRegex(@"\*\*(X\d\.\d+)\*\*")]
    private static partial Regex Exercise();

    [GeneratedRegex(@"\$\$.*?\$\$|\$[^$]*\$|`[^`]*`|\[[^\]]*\]\([^)]*\)|""[^""\n]*""", RegexOptions.Singleline)]
    internal static partial Regex Aside();

    // A word before a number with a point is prose; so is a head's address other than 0.0 given as layer and head.
    [GeneratedRegex(@"(?<=[a-z] )\d+\.\d+(?!\w)|(?<=, )\((?!0, 0\))\d+, \d+\)(?=[),])")]
    private static partial Regex TypedInCode();

    // .5 nats, or a bet about nats with such a number among its answers
    [GeneratedRegex(@"(?<!\d)\.\d+ nats|how many nats[^?]*\?[^?]*chance:[^?]*(?:over|from|under) \.\d")]
    private static partial Regex BareNats();

    // 16.0, .91, 80 %; but not a threshold, which follows "over", "under", "than", "below" or "above".
    [GeneratedRegex(@"(?<![\w.,])(?<!(?:over|under|than|below|above|from) )(?:\d*\.\d+|\d+ ?%)(?!\w)")]
    internal static partial Regex Number();
}
