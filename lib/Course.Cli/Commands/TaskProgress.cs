using Spectre.Console;

namespace Course.Cli.Commands;

/// <summary>Shows how much of a long measurement is done, 0-1, on its line of a progress view.</summary>
/// <param name="task">The line.</param>
internal sealed class TaskProgress(ProgressTask task) : IProgress<double>
{
    /// <inheritdoc/>
    public void Report(double value) => task.Value = value;
}
