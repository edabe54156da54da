using System.Text.Json.Nodes;
using Classroom;
using Notebooks.Files;

namespace Grading.Assignments;

/// <summary>A cell of an assignment, with nbgrader's metadata (schema 3).</summary>
/// <param name="GradeId">Its name, unique in the notebook.</param>
/// <param name="IsCode">Code or Markdown.</param>
/// <param name="Source">Its text.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Points">What it is worth; only for a check.</param>
public sealed record AssignmentCell(string GradeId, bool IsCode, string Source, CellRole Role, int Points = 0)
{
    /// <summary>Where nbgrader's metadata lie in a cell's.</summary>
    public const string Section = "nbgrader";

    internal const string BeginHidden = "// BEGIN HIDDEN TESTS";

    /// <summary>The cells of one exercise: task, stub and check.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="withSolution">Whether the answer is the worked one between nbgrader's marks, and the check has its hidden part.</param>
    /// <returns>Three cells.</returns>
    public static IReadOnlyList<AssignmentCell> Of(Exercise exercise, bool withSolution = false)
    {
        ArgumentNullException.ThrowIfNull(exercise);
        var id = exercise.Id.ToLowerInvariant().Replace('.', '-');
        return
        [
            new($"{id}-task", false, ExerciseText.Of(exercise), CellRole.Locked),
            new(id, true, withSolution ? $"// BEGIN SOLUTION\n{exercise.Solution}\n// END SOLUTION" : exercise.Stub, CellRole.Answer),
            new($"{id}-check", true,
                withSolution
                    ? $"{exercise.CheckLine}\n{BeginHidden}\n{exercise.CheckLine}.OrThrow()\n// END HIDDEN TESTS"
                    : exercise.CheckLine, CellRole.Check, exercise.Points),
        ];
    }

    /// <summary>The cell as a notebook has it.</summary>
    /// <returns>nbformat 4.5.</returns>
    public JsonObject ToJson()
    {
        var cell = new JsonObject { ["cell_type"] = IsCode ? "code" : "markdown" };
        if (IsCode) cell["execution_count"] = null;
        cell["id"] = GradeId;
        cell["metadata"] = new JsonObject { [Section] = Metadata() };
        if (IsCode) cell["outputs"] = new JsonArray();
        cell["source"] = MultilineText.Split(Source);
        return cell;
    }

    private JsonObject Metadata()
    {
        var metadata = new JsonObject { ["grade"] = Role == CellRole.Check, ["grade_id"] = GradeId, ["locked"] = Role != CellRole.Answer };
        if (Role == CellRole.Check) metadata["points"] = Points;
        metadata["schema_version"] = 3;
        metadata["solution"] = Role == CellRole.Answer;
        metadata["task"] = false;
        return metadata;
    }
}
