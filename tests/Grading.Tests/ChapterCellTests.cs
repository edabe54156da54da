using System.Text.Json.Nodes;
using Grading.Assignments;
using Grading.Quizzes;
using Notebooks.Files;

namespace Grading.Tests;

/// <summary>The exercises in chapters and solutions are those of the classes, word by word.</summary>
public class ChapterCellTests
{
    private static readonly string Folder = Path.Combine(CourseProcess.Folder, "notebooks");
    private static readonly QuizBank Bank = QuizBank.Of(CourseProcess.Folder);

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Folder, "0*.ipynb").Select(path => Path.GetFileName(path)!)
            .Where(name => !name.Contains(".executed", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Names))]
    public void A_chapter_has_the_cells_that_its_exercises_write(string name)
    {
        var cells = Cells(Path.Combine(Folder, name));
        Same([.. ChapterCells.Before(name, ChapterCells.HasModel(cells)), .. ChapterCells.After(name, Bank)], cells);
    }

    [Theory, MemberData(nameof(Names))]
    public void Its_solutions_have_the_answers(string name)
    {
        var cells = Cells(Path.Combine(Folder, "solutions", name));
        Same(ChapterCells.OfSolutions(name, ChapterCells.HasModel(cells)), cells);
    }

    [Fact]
    public void Cells_are_put_into_a_notebook_once_however_often_they_are_written()
    {
        var copy = Path.Combine(Directory.CreateTempSubdirectory("chapter-").FullName, "02-common-head-types.ipynb");
        File.Copy(Path.Combine(Folder, Path.GetFileName(copy)), copy);
        ChapterCells.Put(copy, Bank);
        var once = File.ReadAllText(copy);
        ChapterCells.Put(copy, Bank);
        Assert.Equal(once, File.ReadAllText(copy));
        Assert.Equal(File.ReadAllText(Path.Combine(Folder, Path.GetFileName(copy))), once);
        Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true);
    }

    private static void Same(IReadOnlyList<JsonObject> due, JsonArray cells)
    {
        var found = cells.Where(cell => ChapterCells.IsOurs((string)cell!["id"]!)).ToArray();
        Assert.Equal(due.Select(cell => (string)cell["id"]!), found.Select(cell => (string)cell!["id"]!));
        foreach (var (ours, theirs) in due.Zip(found))
        {
            Assert.Equal(MultilineText.Join(ours["source"]), MultilineText.Join(theirs!["source"]));
            Assert.Equal(ours["metadata"]!.ToJsonString(), theirs["metadata"]!.ToJsonString());
        }
    }

    private static JsonArray Cells(string path) => JsonNode.Parse(File.ReadAllText(path))!["cells"]!.AsArray();
}
