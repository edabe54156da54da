using System.ComponentModel;
using System.Text;
using Notebooks.Engine;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course kernel run stdio</c>: the kernel for the Polyglot Notebooks extension.</summary>
public sealed class KernelRunStdioCommand : AsyncCommand<KernelRunStdioCommand.Settings>
{
    /// <summary>Its arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        /// <summary>The folder that paths in cells are relative to.</summary>
        [CommandOption("--working-dir <DIR>"), Description("The folder of the notebook. The extension starts the kernel in a folder of its own.")]
        public string? WorkingFolder { get; init; }

        /// <inheritdoc/>
        public override ValidationResult Validate() =>
            WorkingFolder is null || Directory.Exists(WorkingFolder) ? ValidationResult.Success() : ValidationResult.Error($"There is no folder {WorkingFolder}.");
    }

    /// <inheritdoc/>
    public override async Task<int> ExecuteAsync(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.WorkingFolder is { } folder) Environment.CurrentDirectory = folder;
        var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
        using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        await StdioHost.ServeAsync(input, output);
        Environment.Exit(ExitCode.Done);    // threads that cells have started must not keep the process
        return ExitCode.Done;
    }
}
