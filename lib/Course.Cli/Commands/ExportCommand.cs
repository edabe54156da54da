using System.ComponentModel;
using Course.Files;
using Notebooks.Files;
using Notebooks.Programs;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course export</c>: notebooks as programs of one file, and such programs as notebooks.</summary>
public sealed class ExportCommand : Command<ExportCommand.Settings>
{
    /// <summary>Its arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        /// <summary>What to export.</summary>
        [CommandArgument(0,
            "[FILE]"), Description("Notebooks with --cs, all of notebooks/ if none is named; with --ipynb programs that were notebooks.")]
        public string[] Files { get; init; } = [];

        /// <summary>Whether notebooks become programs.</summary>
        [CommandOption("--cs"), Description("Write NAME.cs beside each notebook: 'dotnet run NAME.cs' prints what its cells show and "
            + "writes its page.")]
        public bool ToProgram { get; init; }

        /// <summary>Whether programs become notebooks.</summary>
        [CommandOption("--ipynb"), Description("Write NAME.ipynb beside each program, with all that the notebook held which it was "
            + "made of.")]
        public bool ToNotebook { get; init; }

        /// <inheritdoc/>
        public override ValidationResult Validate() =>
            ToProgram == ToNotebook ? ValidationResult.Error("Say --cs (notebooks become programs) or --ipynb (programs become notebooks).")
            : ToNotebook && Files is [] ? ValidationResult.Error("Which programs? Name them: course export notebooks/NAME.cs --ipynb.")
            : ValidationResult.Success();
    }

    /// <inheritdoc/>
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var root = CourseFolder.Find();
        var files = settings.Files is [] ? CourseFolder.Notebooks(root) : settings.Files;
        foreach (var file in files)
        {
            var target = Path.ChangeExtension(Path.GetFullPath(file), settings.ToProgram ? ".cs" : ".ipynb");
            if (settings.ToProgram) WholeFile.Write(target, NotebookProgram.Write(Notebook.Read(Inside(root, file)), root));
            else NotebookProgram.Read(file).Write(target);
            Console.WriteLine(target);
        }
        return ExitCode.Done;
    }

    /// <summary>A program is built with the settings of the folder that it lies in.</summary>
    private static string Inside(string root, string file)
    {
        var path = Path.GetFullPath(file);
        if (path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)) return path;
        throw new WrongUseException(
            $"{file} lies outside the course's folder ({root}); a program is built with the settings that lie there. Copy the notebook "
                + $"into it.");
    }
}
