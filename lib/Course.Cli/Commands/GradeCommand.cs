using System.ComponentModel;
using Course.Files;
using Grading.Grades;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course grade</c>: points and feedback for a folder of submissions.</summary>
public sealed class GradeCommand : AsyncCommand<GradeCommand.Settings>
{
    /// <summary>Its arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        /// <summary>The submissions.</summary>
        [CommandArgument(0, "<FOLDER>"), Description("The submissions: a notebook or a folder each, named after the learner.")]
        public required string Folder { get; init; }

        /// <summary>Where grades go.</summary>
        [CommandOption("--out <FOLDER>"), Description("Where grades and feedback go; FOLDER-grades if not given. What is graded there "
            + "already is not run again.")]
        public string? Out { get; init; }

        /// <summary>The key.</summary>
        [CommandOption("--key <FILE>"), Description("The key.json that course release --personal wrote.")]
        public string? Key { get; init; }

        /// <summary>The seed.</summary>
        [CommandOption("--seed <N>"), Description("The seed of the cases; one that nobody knows if not given.")]
        public int? Seed { get; init; }

        /// <summary>How many at once.</summary>
        [CommandOption("--jobs <N>"), Description("Submissions at once; each takes about a gigabyte with a model loaded."), DefaultValue(1)]
        public int Jobs { get; init; }

        /// <inheritdoc/>
        public override ValidationResult Validate() =>
            Jobs is < 1 or > 64 ? ValidationResult.Error($"--jobs is {Jobs}; it has to be from 1 to 64.")
                : Directory.Exists(Folder) ? ValidationResult.Success() : ValidationResult.Error($"There is no folder {Folder}.");
    }

    /// <inheritdoc/>
    public override async Task<int> ExecuteAsync(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var target = Path.GetFullPath(settings.Out ?? Path.TrimEndingDirectorySeparator(Path.GetFullPath(settings.Folder)) + "-grades");
        if (target.StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(settings.Folder)) + Path.DirectorySeparatorChar,
            StringComparison.Ordinal))
            throw new WrongUseException("Grades cannot go into the folder of the submissions. Name another with --out.");
        var grader = new Grader
        {
            Course = CourseFolder.Find(),
            Submissions = Path.GetFullPath(settings.Folder),
            Out = target,
            RunCells = [.. ThisProgram.Command(), "grade-cells"],
            Plan = GradingPlan.In(target, settings.Seed, settings.Key),
            Jobs = settings.Jobs,
        };
        var grades = await grader.RunAsync((grade, done, count) =>
            Console.WriteLine($"{done} of {count}: {Shown(grade.Learner)} {grade.Points} of {grade.OutOf}"), cancellationToken);
        GradeFiles.Write(target, grades);
        Console.WriteLine(target);
        return ExitCode.Done;
    }

    private static string Shown(string name) => string.Concat(name.Select(c => char.IsControl(c) ? '?' : c));
}
