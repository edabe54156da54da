using Attention.Models;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course models path NAME</c>: where a model lies.</summary>
public sealed class ModelsPathCommand : Command<ModelNameSettings>
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, ModelNameSettings settings, CancellationToken cancellationToken)
    {
        Console.WriteLine(ModelPath.Of(settings.Name));
        return ExitCode.Done;
    }
}
