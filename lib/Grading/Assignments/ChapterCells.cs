using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Classroom;
using Course.Files;
using Grading.Quizzes;
using Notebooks.Files;

namespace Grading.Assignments;

/// <summary>
/// The exercises as cells of the chapters and of the solutions. They are written from the classes and nowhere else; a test holds the
/// notebooks against what would be written now.
/// </summary>
public static partial class ChapterCells
{
    private const string Tasks = "exercises", SolutionsHeading = "checked", Yours = "x-your-turn", Quiz = "x-quiz";

    /// <summary>What a chapter has before its exercises: the model is handed over, and bets are made. A bet stands where its chapter put
    /// it, before what decides it; a new one at the beginning.</summary>
    /// <param name="notebook">The file's name, such as <c>02-common-head-types.ipynb</c>.</param>
    /// <param name="hasModel">Whether the chapter has a variable <c>model</c>.</param>
    /// <returns>nbformat 4.5.</returns>
    public static IReadOnlyList<JsonObject> Before(string notebook, bool hasModel) => !ExercisesOf(notebook).Any() ? [] :
    [
        .. hasModel ? new[] { Code("x-model", "Check.Model = model;", "remove-cell") } : [],
        .. ExercisesOf(notebook).Where(IsBet)
            .SelectMany(bet => AssignmentCell.Of(bet).Select(cell => InChapter(cell, $"**{bet.Id}** {bet.Task}"))),
    ];

    /// <summary>What closes a chapter: three cells an exercise, and the report.</summary>
    /// <param name="notebook">The file's name.</param>
    /// <param name="quizzes">The quiz bank; chapter 7 has a quiz of its own.</param>
    /// <returns>nbformat 4.5.</returns>
    public static IReadOnlyList<JsonObject> After(string notebook, QuizBank quizzes) => !ExercisesOf(notebook).Any() ? [] :
    [
        .. ExercisesOf(notebook).Where(exercise => !IsBet(exercise)).SelectMany(exercise => AssignmentCell.Of(exercise))
            .Select(cell => InChapter(cell, cell.Source)),
        Code("x-progress", "Check.Progress()", "remove-cell"),
        .. notebook[1] == '7' ? [] : new[] { Text(Quiz, quizzes.Folded(notebook[1] - '0', notebook[2] == 'b' ? 3 : 0, 3)) },
    ];

    /// <summary>The cells of a solutions notebook: a heading, and three an exercise with the worked answer.</summary>
    /// <param name="notebook">The file's name.</param>
    /// <param name="hasModel">Whether it has a variable <c>model</c>.</param>
    /// <returns>nbformat 4.5.</returns>
    public static IReadOnlyList<JsonObject> OfSolutions(string notebook, bool hasModel) => !ExercisesOf(notebook).Any() ? [] :
    [
        Text(SolutionsHeading, "## Answers that the checks take"),
        .. hasModel ? new[] { Code("x-model", "Check.Model = model;", "remove-cell") } : [],
        .. ExercisesOf(notebook).Where(exercise => !IsBet(exercise)).SelectMany(exercise => AssignmentCell.Of(exercise).Zip(
            [$"**{exercise.Id}** {exercise.Expected}", exercise.Solution, exercise.CheckLine],
            (cell, source) => cell.IsCode ? Code(cell.GradeId, source) : Text(cell.GradeId, source))),
    ];

    /// <summary>Writes the cells into a notebook in place of those that are there.</summary>
    /// <param name="path">A chapter or a solutions notebook.</param>
    /// <exception cref="NotebookFormatException">It is no notebook.</exception>
    /// <exception cref="FileNotWrittenException">It cannot be written.</exception>
    /// <param name="quizzes">The quiz bank.</param>
    public static void Put(string path, QuizBank quizzes)
    {
        _ = Notebook.Read(path);
        var notebook = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        var cells = notebook["cells"]!.AsArray();
        var behind = WhatFollowsBets(cells);
        foreach (var old in cells.Where(cell => IsOurs(IdOf(cell))).ToArray()) cells.Remove(old);
        if (cells.FirstOrDefault(cell => IdOf(cell) == Tasks) is { } tasks)
        {
            PutIntoChapter(Path.GetFileName(path), cells, tasks.AsObject(), quizzes);
            foreach (var bet in cells.Where(cell => behind.ContainsKey(IdOf(cell))).ToArray())
            {
                cells.Remove(bet);
                cells.Insert(cells.IndexOf(behind[IdOf(bet)]), bet);
            }
        }
        else Insert(cells, cells.Count, OfSolutions(Path.GetFileName(path), HasModel(cells)));
        WholeFile.Write(path, NotebookJson.Write(notebook, " ") + "\n");
    }

    private static void PutIntoChapter(string name, JsonArray cells, JsonObject tasks, QuizBank quizzes)
    {
        LeaveOut(tasks, ExercisesOf(name));
        Insert(cells, cells.IndexOf(cells.First(cell => IdOf(cell) == Yours)), After(name, quizzes));
        Insert(cells,
            1 + cells.IndexOf(cells.First(cell => MakesModel(cell)
                || !HasModel(cells) && MultilineText.Join(cell!["source"]).Contains("#!import", StringComparison.Ordinal))),
                Before(name, HasModel(cells)));
    }

    /// <summary>For each cell of a bet the chapter's own cell that comes next.</summary>
    private static Dictionary<string, JsonNode> WhatFollowsBets(JsonArray cells) => cells.Select(cell => IdOf(cell))
        .Where(id => id is ['p', ..] && IsOurs(id))
        .ToDictionary(id => id, id => cells.SkipWhile(cell => IdOf(cell) != id).First(cell => !IsOurs(IdOf(cell)))!);

    private static void Insert(JsonArray cells, int place, IEnumerable<JsonObject> ours)
    {
        foreach (var cell in ours) cells.Insert(place++, cell);
    }

    private static bool IsBet(Exercise exercise) => exercise.Id[0] == 'P';

    private static JsonObject InChapter(AssignmentCell cell, string text) =>
        cell.IsCode ? Code(cell.GradeId, cell.Source, cell.Role == CellRole.Check ? "remove-output" : null) : Text(cell.GradeId, text);

    /// <summary>Whether cells of a chapter make a variable <c>model</c>.</summary>
    internal static bool HasModel(JsonArray cells) => cells.Any(MakesModel);

    private static bool MakesModel(JsonNode? cell) =>
        (string?)cell!["cell_type"] == "code" && MultilineText.Join(cell["source"]).Contains("var model = ", StringComparison.Ordinal);

    /// <summary>Whether a cell is written from here.</summary>
    internal static bool IsOurs(string id) => id is SolutionsHeading or Quiz or "x-model" or "x-progress" || OurId().IsMatch(id);

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
        var metadata = new JsonObject
        {
            ["dotnet_interactive"] = new JsonObject { ["language"] = "csharp" },
            ["polyglot_notebook"] = new JsonObject { ["kernelName"] = "csharp" }
        };
        if (tag is not null) metadata["tags"] = new JsonArray(tag);
        return metadata;
    }

    [GeneratedRegex(@"^[xpd]\d-\d+(-task|-check)?$")]
    private static partial Regex OurId();
}
