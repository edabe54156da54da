using System.ComponentModel;
using Attention.Models;
using Attention.Training;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course treebank</c>: writes the generated evaluation sentences again.</summary>
[Description("Writes the generated sentences with gold arcs, data/arcs/generated-dev.conllu and -test.conllu.")]
internal sealed class TreebankCommand : Command
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, CancellationToken cancellationToken)
    {
        GeneratedTreebank.Write(Path.Combine(Catalogue.DataFolder(), "arcs"));
        return 0;
    }
}
