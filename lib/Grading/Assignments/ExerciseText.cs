using System.Text;
using Classroom;

namespace Grading.Assignments;

/// <summary>An exercise as a learner reads it, the same in chapters and assignments.</summary>
public static class ExerciseText
{
    private static readonly string[] Steps = ["Hint", "Second hint", "Third hint"];

    /// <summary>Task, what is expected, and three hints that unfold.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <returns>Markdown.</returns>
    public static string Of(Exercise exercise)
    {
        ArgumentNullException.ThrowIfNull(exercise);
        var text = new StringBuilder(
            $"**{exercise.Id}** (difficulty {exercise.Difficulty}, {exercise.Minutes} minutes) {exercise.Task}\n\n");
        text.Append($"*Expected:* {exercise.Expected} *{exercise.Points} {(exercise.Points == 1 ? "point" : "points")}.*\n");
        foreach (var (step, hint) in Steps.Zip(exercise.Hints)) text.Append($"\n{Folded(step, hint)}\n");
        return text.ToString().TrimEnd();
    }

    /// <summary>What unfolds, with blank lines around it: without them Markdown in it is HTML to CommonMark, and code would keep its
    /// backticks.</summary>
    /// <param name="summary">What stands there folded.</param>
    /// <param name="markdown">What unfolds.</param>
    internal static string Folded(string summary, string markdown) =>
        $"<details><summary>{summary}</summary>\n\n{markdown}\n\n</details>";
}
