using System.ComponentModel;
using Classroom;
using Grading.Assignments;
using Grading.Quizzes;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course exercises</c>: what there is, and the cells of the notebooks written again.</summary>
public sealed class ExercisesCommand : Command<ExercisesCommand.Settings>
{
    /// <summary>Its arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        /// <summary>Notebooks to write into.</summary>
        [CommandOption("--into <NOTEBOOK>"), Description("Write the exercises' cells into this chapter or solutions notebook, in place of "
            + "those that are there.")]
        public string[] Into { get; init; } = [];
    }

    /// <inheritdoc/>
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        foreach (var notebook in settings.Into) ChapterCells.Put(notebook, QuizBank.Of(CourseFolder.Find()));
        if (settings.Into.Length > 0) return ExitCode.Done;
        var table = new Table().AddColumns("exercise", "difficulty", "minutes", "points", "known mistakes");
        foreach (var exercise in ExerciseList.All)
            table.AddRow(exercise.Id, $"{exercise.Difficulty}", $"{exercise.Minutes}", $"{exercise.Points}",
                Markup.Escape(string.Join(", ", exercise.KnownMistakes.Select(mistake => mistake.Name))));
        AnsiConsole.Write(table);
        return ExitCode.Done;
    }
}
