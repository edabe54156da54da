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

        /// <summary>Whether the course's extension of VS Code is installed instead.</summary>
        [CommandOption("--vscode"), Description("Install the course's extension into VS Code instead: it needs no Jupyter extension and "
            + "no Python.")]
        public bool IntoVsCode { get; init; }

        /// <summary>Where it is installed instead of the user's own folder.</summary>
        [CommandOption("--prefix <FOLDER>")]
        [Description("Install into FOLDER/share/jupyter: for all users (/usr/local), or for one Python environment.")]
        public string? Prefix { get; init; }
    }

    /// <inheritdoc/>
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.IntoVsCode) return VsCode.Install();
        var folders = settings.Prefix is { } prefix ? JupyterFolders.OfPrefix(prefix) : JupyterFolders.OfThisMachine();
        Console.WriteLine(new Kernelspec(folders).Install(ThisProgram.Command(), settings.Force));
        return ExitCode.Done;
    }
}
