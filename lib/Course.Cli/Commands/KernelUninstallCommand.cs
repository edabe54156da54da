using System.ComponentModel;
using JupyterKernel.Installing;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course kernel uninstall</c>.</summary>
public sealed class KernelUninstallCommand : Command<KernelUninstallCommand.Settings>
{
    /// <summary>Its arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        /// <summary>Whether the entry of another program is removed.</summary>
        [CommandOption("--force"), Description("Remove a .net-csharp kernel even if another program has installed it.")]
        public bool Force { get; init; }

        /// <summary>Whether the setting of the Polyglot Notebooks extension is taken out instead.</summary>
        [CommandOption("--vscode"), Description("Take the setting of the Polyglot Notebooks extension out instead.")]
        public bool VsCode { get; init; }

        /// <summary>Whether the change of the settings is made without asking.</summary>
        [CommandOption("--yes"), Description("With --vscode: do not ask.")]
        public bool Yes { get; init; }
    }

    /// <inheritdoc/>
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.VsCode) return SettingsDialog.Run(new PolyglotSettings(CourseFolder.Find()).Uninstall(), settings.Yes);
        var kernelspec = new Kernelspec(JupyterFolders.OfThisMachine());
        Console.WriteLine(kernelspec.Uninstall(settings.Force) ? $"Removed {kernelspec.Folder}" : $"There was nothing to remove in {kernelspec.Folder}");
        return ExitCode.Done;
    }
}
