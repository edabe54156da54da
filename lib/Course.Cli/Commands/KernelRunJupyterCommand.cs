using System.ComponentModel;
using JupyterKernel;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course kernel run jupyter</c>: the kernel itself, which front ends start.</summary>
public sealed class KernelRunJupyterCommand : Command<KernelRunJupyterCommand.Settings>
{
    /// <summary>Its arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        /// <summary>The connection file.</summary>
        [CommandArgument(0, "<CONNECTION_FILE>"), Description("The file in which the front end says where to listen.")]
        public required string ConnectionFile { get; init; }

        /// <inheritdoc/>
        public override ValidationResult Validate() =>
            File.Exists(ConnectionFile)
                ? ValidationResult.Success()
                : ValidationResult.Error($"There is no connection file {ConnectionFile}. Front ends write one when they start the kernel.");
    }

    /// <inheritdoc/>
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        KernelProgram.ServeSockets(settings.ConnectionFile);
        Environment.Exit(ExitCode.Done);    // threads that cells have started must not keep the process
        return ExitCode.Done;
    }
}
