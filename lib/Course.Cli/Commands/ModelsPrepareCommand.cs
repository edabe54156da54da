using System.ComponentModel;
using Attention.Models;
using Spectre.Console.Cli;
using static TorchSharp.torch;

namespace Course.Cli.Commands;

/// <summary><c>course models prepare [NAME]</c>: lays a model's weights down as they lie in memory, so that a class maps one
/// copy.</summary>
public sealed class ModelsPrepareCommand : Command<ModelsPrepareCommand.Settings>
{
    /// <summary>The arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        /// <summary>The model.</summary>
        [CommandArgument(0, "[NAME]"), DefaultValue(Catalogue.MainModel)]
        [Description("A model that ships, one that was pulled, or a folder.")]
        public required string Name { get; init; }

        /// <summary>Whether the weights are laid down in bf16.</summary>
        [CommandOption("--bf16"), Description("For work in bf16, where half the memory is enough.")]
        public bool Bf16 { get; init; }
    }

    /// <inheritdoc/>
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        Console.WriteLine(PreparedWeights.Make(settings.Name, settings.Bf16 ? ScalarType.BFloat16 : ScalarType.Float32));
        return ExitCode.Done;
    }
}
