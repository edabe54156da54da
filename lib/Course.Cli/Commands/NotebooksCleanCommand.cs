using System.ComponentModel;
using Course.Files;
using Notebooks.Files;
using Notebooks.Runs;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course notebooks clean</c>: notebooks without what running them leaves in them.</summary>
public sealed class NotebooksCleanCommand : Command<NotebooksCleanCommand.Settings>
{
    /// <summary>Its arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        /// <summary>The notebooks.</summary>
        [CommandArgument(0,
            "[NOTEBOOK]"), Description("Notebooks to clean in place. Without any, one is read from standard input and written to standard "
                + "output, as git asks it.")]
        public string[] Notebooks { get; init; } = [];

        /// <summary>The file whose content comes by standard input.</summary>
        [CommandOption("--as <FILE>"), Description("The file whose content comes by standard input, as git calls it from the top of the "
            + "clone: previews of the same code that git has of it are put back.")]
        public string? As { get; init; }

        /// <summary>Whether git is to call it.</summary>
        [CommandOption("--install"), Description("Have git leave outputs out of what it compares and commits in this clone; the files "
            + "keep them, and chapters keep their previews.")]
        public bool Install { get; init; }

        /// <summary>Whether git is no longer to call it.</summary>
        [CommandOption("--uninstall"), Description("Undo --install.")]
        public bool Uninstall { get; init; }

        /// <inheritdoc/>
        public override ValidationResult Validate() => (Install ? 1 : 0) + (Uninstall ? 1 : 0) + (Notebooks is [] ? 0 : 1) <= 1
            ? ValidationResult.Success() : ValidationResult.Error("Say --install, --uninstall or notebooks, not two of them.");
    }

    /// <inheritdoc/>
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Install) Console.WriteLine(new CleanFilter(CourseFolder.Find()).Install());
        else if (settings.Uninstall) new CleanFilter(CourseFolder.Find()).Uninstall();
        else if (settings.Notebooks is []) Filter(settings.As);
        foreach (var file in settings.Notebooks) Previews.Kept(Notebook.Read(file), CleanFilter.Committed(file)).Write(file);
        return ExitCode.Done;
    }

    /// <summary>What is no notebook that can be read here goes through as it is: a filter must lose nothing.</summary>
    private static void Filter(string? file)
    {
        using var content = new MemoryStream();
        using (var input = Console.OpenStandardInput()) input.CopyTo(content);
        using var output = Console.OpenStandardOutput();
        try
        {
            output.Write(Previews.Kept(Notebook.Read("standard input", content.ToArray()),
                file is null ? null : CleanFilter.Committed(file)).ToBytes());
        }
        catch (CourseException)
        {
            output.Write(content.ToArray());
        }
    }
}
