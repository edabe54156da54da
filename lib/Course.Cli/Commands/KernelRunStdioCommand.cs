using System.Text;
using Notebooks.Engine;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course kernel run stdio</c>: the kernel for the Polyglot Notebooks extension.</summary>
public sealed class KernelRunStdioCommand : AsyncCommand
{
    /// <inheritdoc/>
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
        using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        await StdioHost.ServeAsync(input, output);
        Environment.Exit(ExitCode.Done);    // threads that cells have started must not keep the process
        return ExitCode.Done;
    }
}
