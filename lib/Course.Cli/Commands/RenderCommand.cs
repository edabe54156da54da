using System.ComponentModel;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course render</c>.</summary>
public sealed class RenderCommand : AsyncCommand<RenderCommand.Settings>
{
    /// <summary>Its arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        /// <summary>The notebooks to render; none means all of the course.</summary>
        [CommandArgument(0, "[NOTEBOOK]"), Description("Notebooks to render; all of notebooks/ if none is named.")]
        public string[] Notebooks { get; init; } = [];
    }

    /// <inheritdoc/>
    public override Task<int> ExecuteAsync(CommandContext context, Settings settings, CancellationToken cancellationToken) =>
        throw new UsageException("'render' is not here yet.");
}
