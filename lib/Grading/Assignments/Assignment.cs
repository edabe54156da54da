using System.Text.Json.Nodes;
using Classroom;
using Course.Files;

namespace Grading.Assignments;

/// <summary>The exercises of one chapter as a notebook of their own, which needs nothing of the chapter's cells.</summary>
/// <param name="Chapter">The chapter.</param>
/// <param name="Personal">Whether each learner has a model of their own beside it.</param>
public sealed record Assignment(int Chapter, bool Personal = false)
{
    /// <summary>The chapters that have exercises which check themselves.</summary>
    public static IReadOnlyList<int> Chapters { get; } = [.. ExerciseList.All.Select(exercise => exercise.Chapter).Distinct().Order()];

    /// <summary>Its name, such as <c>chapter-2</c>; the file is called the same.</summary>
    public string Name => $"chapter-{Chapter}";

    /// <summary>The exercises in it.</summary>
    public IReadOnlyList<Exercise> Exercises =>
        [.. ExerciseList.All.Where(exercise => exercise.Chapter == Chapter && (Personal || !exercise.IsPersonal))];

    /// <summary>The cells, in order.</summary>
    /// <param name="withSolutions">Whether they are the teacher's own.</param>
    /// <returns>First those that prepare, then three an exercise.</returns>
    public IReadOnlyList<AssignmentCell> Cells(bool withSolutions = false) =>
    [
        new("title", false,
            $"# Exercises of chapter {Chapter}\n\nWrite your answers into the cells below each task. The cell after an answer checks it.",
            CellRole.Locked),
        new("setup", true, "#!import setup.csx", CellRole.Locked),
        new("prepare", true, Prepare(), CellRole.Locked),
        .. Exercises.SelectMany(exercise => AssignmentCell.Of(exercise, withSolutions)),
        new("progress", true, "Check.Progress()", CellRole.Locked),
    ];

    /// <summary>The notebook.</summary>
    /// <param name="withSolutions">Whether it is the teacher's own.</param>
    /// <returns>nbformat 4.5.</returns>
    public JsonObject Notebook(bool withSolutions = false) => new()
    {
        ["cells"] = new JsonArray([.. Cells(withSolutions).Select(cell => cell.ToJson())]),
        ["metadata"] = new JsonObject
        {
            ["course"] = new JsonObject { ["assignment"] = Name },
            ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" },
            ["language_info"] = new JsonObject
            {
                ["file_extension"] = ".cs",
                ["mimetype"] = "text/x-csharp",
                ["name"] = "C#",
                ["pygments_lexer"] = "csharp"
            },
        },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    };

    /// <summary>Writes the notebook.</summary>
    /// <param name="path">The file.</param>
    /// <param name="withSolutions">Whether it is the teacher's own.</param>
    /// <exception cref="FileNotWrittenException">It cannot be written.</exception>
    public void Write(string path, bool withSolutions = false) =>
        WholeFile.Write(path, global::Notebooks.Files.NotebookJson.Write(Notebook(withSolutions), " ") + "\n");

    /// <summary>A model is loaded only where a task is about one.</summary>
    private string Prepare() => string.Join('\n', new[]
    {
        Personal ? "Check.Personal = LanguageModel.Load(\"model\");" : null,
        Chapter is 4 or 8 ? "// No model is needed for these exercises." : "var model = LanguageModel.Load();\nCheck.Model = model;",
        Chapter == 0 ? "var trace = model.Trace(\"The dog near the old gate chased\");" : null,
    }.Where(line => line is not null));
}
