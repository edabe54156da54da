using System.ComponentModel;
using Grading.Inside;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course grade-cells</c>: what <c>course grade</c> calls in the contained process.</summary>
public sealed class GradeCellsCommand : AsyncCommand<GradeCellsCommand.Settings>
{
    /// <summary>Its argument.</summary>
    public sealed class Settings : CommandSettings
    {
        /// <summary>The cells.</summary>
        [CommandArgument(0, "<CELLS>"), Description("The cells.")]
        public required string Cells { get; init; }
    }

    /// <inheritdoc/>
    public override async Task<int> ExecuteAsync(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        await CellRunner.RunAsync(CellsFile.Read(settings.Cells));
        return ExitCode.Done;
    }
}
