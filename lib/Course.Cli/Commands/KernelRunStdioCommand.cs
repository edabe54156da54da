using System.ComponentModel;
using System.Text;
using JupyterKernel;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course kernel run stdio</c>: the kernel for a program that starts it and speaks through its input and output, as the
/// course's extension of VS Code does.</summary>
public sealed class KernelRunStdioCommand : Command<KernelRunStdioCommand.Settings>
{
    /// <summary>Its arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        /// <summary>The folder that paths in cells are relative to.</summary>
        [CommandOption("--working-dir <DIR>"), Description("The folder of the notebook.")]
        public string? WorkingFolder { get; init; }

        /// <inheritdoc/>
        public override ValidationResult Validate() =>
            WorkingFolder is null || Directory.Exists(WorkingFolder)
                ? ValidationResult.Success()
                : ValidationResult.Error($"There is no folder {WorkingFolder}.");
    }

    /// <inheritdoc/>
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.WorkingFolder is { } folder) Environment.CurrentDirectory = folder;
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        KernelProgram.ServeLines(input, output);
        Environment.Exit(ExitCode.Done);    // threads that cells have started must not keep the process
        return ExitCode.Done;
    }
}
