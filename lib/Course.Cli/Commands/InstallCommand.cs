using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course install</c>: puts <c>course</c> on the path.</summary>
public sealed class InstallCommand : Command
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, CancellationToken cancellationToken)
    {
        var entry = new PathEntry(CourseFolder.Find());
        entry.Install();
        Console.WriteLine($"{entry.File}; 'course uninstall' takes it away.");
        if (PathEntry.IsOnPath) return ExitCode.Done;
        Console.WriteLine(OperatingSystem.IsWindows()
            ? $"Its folder is not on the path yet: setx PATH \"%PATH%;{PathEntry.Folder}\", and open a new terminal."
            : $"Its folder is not on the path yet. Put this line into ~/.profile (zsh: ~/.zprofile), and say it here too:\nexport "
                + $"PATH=\"$PATH:{PathEntry.Folder}\"");
        return ExitCode.Done;
    }
}
