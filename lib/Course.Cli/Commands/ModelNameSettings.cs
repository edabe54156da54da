using System.ComponentModel;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary>The name of a model.</summary>
public sealed class ModelNameSettings : CommandSettings
{
    /// <summary>The name.</summary>
    [CommandArgument(0, "<NAME>"), Description("A name of 'course models list', owner/name on the hub, a .gguf file, or a folder.")]
    public required string Name { get; init; }
}
