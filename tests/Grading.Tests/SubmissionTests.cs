using System.Text.Json.Nodes;
using Grading.Assignments;

namespace Grading.Tests;

/// <summary>What becomes of a file that a stranger wrote, before anything in it runs.</summary>
public sealed class SubmissionTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("submission-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_tampered_check_is_restored_and_noted_and_called_by_its_full_name()
    {
        var submission = Read(notebook => Cell(notebook, "x4-1-check")["source"] = "new { Passed = true }");
        Assert.Contains("The locked cell x4-1-check was changed; ours was run in its place.", submission.Notes);
        Assert.Contains(("x4-1-check", "global::Classroom.Check.X4_1(AdjacentOfRest)"), submission.Cells);
    }

    [Fact]
    public void Cells_that_are_missing_or_stand_there_twice_are_noted_and_run_once()
    {
        var submission = Read(notebook =>
        {
            var cells = notebook["cells"]!.AsArray();
            cells.Add(Cell(notebook, "x4-2").DeepClone());
            cells.Remove(Cell(notebook, "x4-3-check"));
            cells.Remove(Cell(notebook, "setup"));
            cells.Remove(Cell(notebook, "x4-1"));
        });
        Assert.Equal(["The answer cell x4-1 is missing.", "The cell x4-2 stands there twice; the first one counts.",
            "The locked cell setup was missing; ours was run.", "The locked cell x4-3-check was missing; ours was run."],
            submission.Notes.Order());
        Assert.Equal("setup", submission.Cells[0].Name);
        Assert.Single(submission.Cells, cell => cell.Name == "x4-2");
        Assert.Single(submission.Cells, cell => cell.Name == "x4-3-check");
    }

    [Fact]
    public void Own_cells_are_kept_and_locked_text_that_was_changed_is_noted()
    {
        var submission = Read(notebook =>
        {
            notebook["cells"]!.AsArray()
                .Insert(3, new JsonObject
                {
                    ["cell_type"] = "code",
                    ["id"] = "mine",
                    ["metadata"] = new JsonObject(),
                    ["source"] = "var mine = 1;",
                    ["outputs"] = new JsonArray()
                });
            Cell(notebook, "x4-1-task")["source"] = "easy";
        });
        Assert.Contains(("own", "var mine = 1;"), submission.Cells);
        Assert.Equal(["The text of the locked cell x4-1-task was changed."], submission.Notes);
    }

    [Theory]
    [InlineData("not a notebook", "is no JSON")]
    [InlineData("{\"cells\": [], \"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {}}", "No cell has the name of an exercise")]
    [InlineData("{\"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"metadata\": {\"nbgrader\": {\"grade_id\": \"../../x\"}}}], "
        + "\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {}}", "No cell has the name of an exercise")]
    public void What_is_no_assignment_is_refused_in_one_sentence(string text, string says)
    {
        File.WriteAllText(PathOf("odd.ipynb"), text);
        var submission = Submission.Read("someone", PathOf("odd.ipynb"));
        Assert.Null(submission.Assignment);
        Assert.Contains(says, Assert.Single(submission.Notes), StringComparison.Ordinal);
        Assert.DoesNotContain(folder.FullName, submission.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Links_are_not_followed()
    {
        new Assignment(4).Write(PathOf("real.ipynb"));
        Directory.CreateDirectory(PathOf("class"));
        File.CreateSymbolicLink(PathOf("class/linked.ipynb"), PathOf("real.ipynb"));
        Directory.CreateSymbolicLink(PathOf("class/elsewhere"), "/etc");
        var found = SubmissionFolder.Find(PathOf("class"));
        Assert.Equal(["elsewhere", "linked"], found.Select(item => item.Learner));
        Assert.All(found, item => Assert.Null(Submission.Read(item.Learner, item.Path).Assignment));
        Assert.Equal("The file is a link. Hand in the notebook itself.", Submission.Read("linked", found[1].Path).Notes[0]);
    }

    private Submission Read(Action<JsonObject> change)
    {
        var notebook = new Assignment(4).Notebook();
        change(notebook);
        File.WriteAllText(PathOf("a.ipynb"), notebook.ToJsonString());
        return Submission.Read("someone", PathOf("a.ipynb"));
    }

    private string PathOf(string name) => Path.Combine(folder.FullName, name);

    private static JsonObject Cell(JsonObject notebook, string id) =>
        (JsonObject)notebook["cells"]!.AsArray().First(cell => (string)cell!["id"]! == id)!;
}
