using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course uninstall</c>: takes <c>course</c> off the path.</summary>
public sealed class UninstallCommand : Command
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, CancellationToken cancellationToken)
    {
        var entry = new PathEntry(CourseFolder.Find());
        Console.WriteLine(entry.Remove() ? $"Removed {entry.File}" : $"There was nothing to remove: {entry.File}");
        return ExitCode.Done;
    }
}
