using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Classroom;
using Course.Files;
using Notebooks.Files;

namespace Grading.Assignments;

/// <summary>
/// The exercises as cells of the chapters and of the solutions. They are written from the classes and nowhere else; a test holds the
/// notebooks against what would be written now.
/// </summary>
public static partial class ChapterCells
{
    private const string Tasks = "exercises", SolutionsHeading = "checked", Yours = "x-your-turn";

    /// <summary>The cells of a chapter: a line that hands the model over, three cells an exercise, and the report.</summary>
    /// <param name="notebook">The file's name, such as <c>02-common-head-types.ipynb</c>.</param>
    /// <param name="hasModel">Whether the chapter has a variable <c>model</c>.</param>
    /// <returns>nbformat 4.5.</returns>
    public static IReadOnlyList<JsonObject> OfChapter(string notebook, bool hasModel) =>
    [
        .. hasModel ? new[] { Code("x-model", "Check.Model = model;", "remove-cell") } : [],
        .. ExercisesOf(notebook).SelectMany(exercise => AssignmentCell.Of(exercise)).Select(cell =>
            cell.IsCode ? Code(cell.GradeId, cell.Source, cell.Role == CellRole.Check ? "remove-output" : null) : Text(cell.GradeId, cell.Source)),
        Code("x-progress", "Check.Progress()", "remove-cell"),
    ];

    /// <summary>The cells of a solutions notebook: a heading, and three an exercise with the worked answer.</summary>
    /// <param name="notebook">The file's name.</param>
    /// <returns>nbformat 4.5.</returns>
    public static IReadOnlyList<JsonObject> OfSolutions(string notebook) =>
    [
        Text(SolutionsHeading, "## Answers that the checks take"),
        .. ExercisesOf(notebook).Where(exercise => exercise.Id[0] == 'X').SelectMany(exercise => AssignmentCell.Of(exercise).Zip(
            [$"**{exercise.Id}** {exercise.Expected}", exercise.Solution, exercise.CheckLine], (cell, source) => cell.IsCode ? Code(cell.GradeId, source) : Text(cell.GradeId, source))),
    ];

    /// <summary>Writes the cells into a notebook in place of those that are there.</summary>
    /// <param name="path">A chapter or a solutions notebook.</param>
    /// <exception cref="NotebookFormatException">It is no notebook.</exception>
    /// <exception cref="FileNotWrittenException">It cannot be written.</exception>
    public static void Put(string path)
    {
        _ = Notebook.Read(path);
        var notebook = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        var cells = notebook["cells"]!.AsArray();
        var isChapter = cells.Any(cell => IdOf(cell) == Tasks);
        var ours = isChapter ? OfChapter(Path.GetFileName(path), HasModel(cells)) : OfSolutions(Path.GetFileName(path));
        foreach (var old in cells.Where(cell => IsOurs(IdOf(cell))).ToArray()) cells.Remove(old);
        if (isChapter) LeaveOut(cells.First(cell => IdOf(cell) == Tasks)!.AsObject(), ExercisesOf(Path.GetFileName(path)));
        var place = isChapter ? cells.IndexOf(cells.First(cell => IdOf(cell) == Yours)) : cells.Count;
        foreach (var cell in ours) cells.Insert(place++, cell);
        WholeFile.Write(path, NotebookJson.Write(notebook, " ") + "\n");
    }

    /// <summary>Whether cells of a chapter make a variable <c>model</c>.</summary>
    internal static bool HasModel(JsonArray cells) => cells.Any(cell => MultilineText.Join(cell!["source"]).Contains("var model = ", StringComparison.Ordinal));

    /// <summary>Whether a cell is written from here.</summary>
    internal static bool IsOurs(string id) => id is SolutionsHeading or "x-model" or "x-progress" || OurId().IsMatch(id);

    private static IEnumerable<Exercise> ExercisesOf(string notebook) =>
        ExerciseList.All.Where(exercise => notebook.StartsWith(exercise.Notebook, StringComparison.Ordinal) && !exercise.IsPersonal);

    private static string IdOf(JsonNode? cell) => (string?)cell!["id"] ?? "";

    /// <summary>What has cells of its own stands in the list of tasks no more.</summary>
    private static void LeaveOut(JsonObject tasks, IEnumerable<Exercise> exercises)
    {
        var text = MultilineText.Join(tasks["source"]);
        foreach (var exercise in exercises)
            text = Regex.Replace(text, $@"\*\*{Regex.Escape(exercise.Id)}\*\*.*?</details>\s*(?=\*\*X|\z)", "", RegexOptions.Singleline);
        tasks["source"] = MultilineText.Split(text.TrimEnd());
    }

    private static JsonObject Text(string id, string source) =>
        new() { ["cell_type"] = "markdown", ["id"] = id, ["metadata"] = new JsonObject(), ["source"] = MultilineText.Split(source) };

    private static JsonObject Code(string id, string source, string? tag = null) => new()
    {
        ["cell_type"] = "code",
        ["execution_count"] = null,
        ["id"] = id,
        ["metadata"] = Metadata(tag),
        ["outputs"] = new JsonArray(),
        ["source"] = MultilineText.Split(source),
    };

    private static JsonObject Metadata(string? tag)
    {
        var metadata = new JsonObject { ["dotnet_interactive"] = new JsonObject { ["language"] = "csharp" }, ["polyglot_notebook"] = new JsonObject { ["kernelName"] = "csharp" } };
        if (tag is not null) metadata["tags"] = new JsonArray(tag);
        return metadata;
    }

    [GeneratedRegex(@"^[xp]\d-\d+(-task|-check)?$")]
    private static partial Regex OurId();
}
