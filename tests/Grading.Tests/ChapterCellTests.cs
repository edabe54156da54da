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

    /// <summary>So all stand where they should: exercises in their order at the end, each bet where its chapter has it.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Cells_are_put_into_a_notebook_once_however_often_they_are_written(string name)
    {
        var copy = Path.Combine(Directory.CreateTempSubdirectory("chapter-").FullName, name);
        File.Copy(Path.Combine(Folder, Path.GetFileName(copy)), copy);
        ChapterCells.Put(copy, Bank);
        var once = File.ReadAllText(copy);
        ChapterCells.Put(copy, Bank);
        Assert.Equal(once, File.ReadAllText(copy));
        Assert.Equal(File.ReadAllText(Path.Combine(Folder, Path.GetFileName(copy))), once);
        Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true);
    }

    /// <summary>Who reads a chapter from its beginning has the words of a bet, and not yet its answer.</summary>
    [Fact]
    public void A_bet_that_was_moved_stays_where_it_stands_and_a_new_one_comes_behind_the_model()
    {
        var copy = Path.Combine(Directory.CreateTempSubdirectory("chapter-").FullName, "02-common-head-types.ipynb");
        var notebook = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, Path.GetFileName(copy))))!;
        var cells = notebook["cells"]!.AsArray();
        foreach (var bet in cells.Where(cell => ((string)cell!["id"]!).StartsWith("p2-2", StringComparison.Ordinal)).ToArray())
            cells.Remove(bet);
        File.WriteAllText(copy, notebook.ToJsonString());
        ChapterCells.Put(copy, Bank);
        string[] put = [.. Cells(copy).Select(cell => (string)cell!["id"]!)];
        Assert.Equal(["x-model", "p2-2-task", "p2-2", "p2-2-check"], put.SkipWhile(id => id != "x-model").Take(4));
        Assert.Equal(["circuit-text", "p2-1-task", "p2-1", "p2-1-check", "ablation-values"],
            put.SkipWhile(id => id != "circuit-text").Take(5));
        Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true);
    }

    private static void Same(IReadOnlyList<JsonObject> due, JsonArray cells)
    {
        var found = cells.Where(cell => ChapterCells.IsOurs((string)cell!["id"]!)).ToArray();
        Assert.Equal(due.Select(Id).Order(), found.Select(Id).Order());
        foreach (var (ours, theirs) in due.OrderBy(Id).Zip(found.OrderBy(Id)))
        {
            Assert.Equal(MultilineText.Join(ours["source"]), MultilineText.Join(theirs!["source"]));
            Assert.Equal(ours["metadata"]!.ToJsonString(), theirs["metadata"]!.ToJsonString());
        }
    }

    private static string Id(JsonNode? cell) => (string)cell!["id"]!;

    private static JsonArray Cells(string path) => JsonNode.Parse(File.ReadAllText(path))!["cells"]!.AsArray();
}
