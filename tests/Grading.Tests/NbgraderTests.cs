using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Grading.Assignments;

namespace Grading.Tests;

/// <summary>Assignments keep what nbgrader asks of cell metadata, schema 3: its JSON schema and the rules of its validator, said again
/// here.</summary>
public partial class NbgraderTests
{
    public static TheoryData<int, bool> Assignments =>
        [.. Assignment.Chapters.SelectMany(chapter => new[] { new TheoryDataRow<int, bool>(chapter, true), new(chapter, false) })];

    [Theory, MemberData(nameof(Assignments))]
    public void Metadata_keep_the_schema_and_the_rules(int chapter, bool withSolutions)
    {
        var cells = new Assignment(chapter).Notebook(withSolutions)["cells"]!.AsArray();
        var ids = new HashSet<string>();
        foreach (var cell in cells) Assert.Null(Broken(cell!.AsObject(), ids));
        Assert.Equal(cells.Count, ids.Count);
    }

    [Fact]
    public void A_cell_that_breaks_a_rule_is_found()
    {
        JsonObject Cell() => new AssignmentCell("a", true, "1", CellRole.Check, 2).ToJson();
        JsonObject With(Action<JsonObject> change)
        {
            var cell = Cell();
            change((JsonObject)cell["metadata"]!["nbgrader"]!);
            return cell;
        }

        Assert.Null(Broken(Cell(), []));
        Assert.NotNull(Broken(Cell(), ["a"]));
        Assert.NotNull(Broken(With(meta => meta.Remove("points")), []));
        Assert.NotNull(Broken(With(meta => meta["grade_id"] = "a b"), []));
        Assert.NotNull(Broken(With(meta => meta["schema_version"] = 2), []));
        Assert.NotNull(Broken(With(meta => meta["more"] = 1), []));
        Assert.NotNull(Broken(new AssignmentCell("a", false, "text", CellRole.Answer).ToJson(), []));
    }

    [Theory, MemberData(nameof(Assignments))]
    public void Learners_see_no_solution_and_no_hidden_test(int chapter, bool withSolutions)
    {
        var text = new Assignment(chapter).Notebook(withSolutions).ToJsonString();
        var exercises = new Assignment(chapter).Exercises.Count;
        Assert.Equal(withSolutions ? exercises : 0, Regex.Count(text, "BEGIN SOLUTION"));
        Assert.Equal(withSolutions ? exercises : 0, Regex.Count(text, "END HIDDEN TESTS"));
        Assert.True(exercises >= 5, "three exercises and two predictions a chapter");
    }

    private static string? Broken(JsonObject cell, HashSet<string> ids)
    {
        if (cell["metadata"]!["nbgrader"] is not JsonObject meta) return null;
        string[] known = ["schema_version", "grade", "locked", "solution", "task", "grade_id", "points", "checksum", "cell_type"];
        if (meta.Select(item => item.Key).Except(known).Any()) return "additional property";
        if ((int?)meta["schema_version"] != 3) return "schema version";
        if (meta["grade"] is null || meta["locked"] is null || meta["solution"] is null) return "required property";
        bool grade = (bool)meta["grade"]!, solution = (bool)meta["solution"]!, locked = (bool)meta["locked"]!,
            task = (bool?)meta["task"] ?? false;
        if ((grade || solution || locked) && (meta["grade_id"] is null || (string)meta["grade_id"]! == "")) return "no grade id";
        if (!GradeId().IsMatch((string)meta["grade_id"]!)) return "grade id";
        if (grade && (meta["points"] is null || (int)meta["points"]! < 0)) return "points";
        var isMarkdown = (string)cell["cell_type"]! == "markdown";
        if (!task && isMarkdown && grade != solution) return "markdown that is graded is a solution";
        if (task && !isMarkdown) return "a task is markdown";
        return (grade || solution || locked) && !ids.Add((string)meta["grade_id"]!) ? "twice" : null;
    }

    [GeneratedRegex(@"^[a-zA-Z0-9_\-]*$")]
    private static partial Regex GradeId();
}
