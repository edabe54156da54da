using System.ComponentModel;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course run</c>.</summary>
public sealed class RunCommand : AsyncCommand<RunCommand.Settings>
{
    /// <summary>Its arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        /// <summary>The notebook to execute.</summary>
        [CommandArgument(0, "<NOTEBOOK>"), Description("The notebook to execute.")]
        public required string Notebook { get; init; }
    }

    /// <inheritdoc/>
    public override Task<int> ExecuteAsync(CommandContext context, Settings settings, CancellationToken cancellationToken) =>
        throw new UsageException("'run' is not here yet.");
}
