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

        /// <summary>Whether the course's extension of VS Code is removed instead.</summary>
        [CommandOption("--vscode"), Description("Remove the course's extension from VS Code instead.")]
        public bool FromVsCode { get; init; }
    }

    /// <inheritdoc/>
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.FromVsCode) return VsCode.Uninstall();
        var kernelspec = new Kernelspec(JupyterFolders.OfThisMachine());
        Console.WriteLine(kernelspec.Uninstall(settings.Force)
            ? $"Removed {kernelspec.Folder}"
            : $"There was nothing to remove in {kernelspec.Folder}");
        return ExitCode.Done;
    }
}
