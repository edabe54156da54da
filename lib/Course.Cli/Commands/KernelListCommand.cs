using JupyterKernel.Installing;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course kernel list</c>: the kernels that VS Code and Jupyter find here.</summary>
public sealed class KernelListCommand : Command
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, CancellationToken cancellationToken)
    {
        var kernels = new Kernelspec(JupyterFolders.OfThisMachine()).List();
        var view = new Table().AddColumns("kernel", "title", "folder", "");
        foreach (var kernel in kernels)
            view.AddRow(new[] { kernel.Name, kernel.Title, kernel.Folder, State(kernel) }.Select(text => new Text(text)));
        AnsiConsole.Write(view);
        return ExitCode.Done;
    }

    private static string State(InstalledKernel kernel) => (kernel.IsOurs, kernel.Missing) switch
    {
        (true, null) => "this course",
        (true, { } missing) => $"this course, but {missing} is gone: build, then course kernel install",
        (false, { } missing) => $"{missing} is gone",
        _ => "",
    };
}
