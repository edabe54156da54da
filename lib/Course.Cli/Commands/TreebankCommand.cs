using Attention.Models;
using Attention.Training;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course treebank</c>: writes the generated evaluation sentences again.</summary>
public sealed class TreebankCommand : Command
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, CancellationToken cancellationToken)
    {
        GeneratedTreebank.Write(Path.Combine(Catalogue.DataFolder(), "arcs"));
        return ExitCode.Done;
    }
}
