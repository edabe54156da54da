using System.ComponentModel;
using JupyterKernel.Installing;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course kernel install</c>: makes the kernel known to VS Code and Jupyter.</summary>
public sealed class KernelInstallCommand : Command<KernelInstallCommand.Settings>
{
    /// <summary>Its arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        /// <summary>Whether the entry of another program is replaced.</summary>
        [CommandOption("--force"), Description("Replace a .net-csharp kernel that another program has installed.")]
        public bool Force { get; init; }

        /// <summary>Whether the kernel is made known to the Polyglot Notebooks extension instead.</summary>
        [CommandOption("--vscode"), Description("Write the setting of the Polyglot Notebooks extension for the folder of the course instead.")]
        public bool VsCode { get; init; }

        /// <summary>Whether the change of the settings is made without asking.</summary>
        [CommandOption("--yes"), Description("With --vscode: do not ask.")]
        public bool Yes { get; init; }
    }

    /// <inheritdoc/>
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.VsCode) return SettingsDialog.Run(new PolyglotSettings(CourseFolder.Find()).Install(ThisProgram.Command()), settings.Yes);
        Console.WriteLine(new Kernelspec(JupyterFolders.OfThisMachine()).Install(ThisProgram.Command(), settings.Force));
        return ExitCode.Done;
    }
}
