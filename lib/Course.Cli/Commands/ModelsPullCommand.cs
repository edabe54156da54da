using Attention.Models;
using Attention.Models.Hub;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course models pull NAME</c>: fetches a model into Hugging Face's cache, or finds it there.</summary>
public sealed class ModelsPullCommand : AsyncCommand<ModelNameSettings>
{
    /// <inheritdoc/>
    public override async Task<int> ExecuteAsync(CommandContext context, ModelNameSettings settings, CancellationToken cancellationToken)
    {
        var entry = HubCatalogue.Find(settings.Name)
            ?? throw new UnknownModelException(
                $"'{settings.Name}' is no model of the hub: 'course models list' names some, and owner/name takes any.");
        var view = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });
        var folder = await view.Progress().StartAsync(progress =>
        {
            Dictionary<string, ProgressTask> tasks = [];
            return new HubPull(HubSettings.Read()).RunAsync(entry.Repository, new Lines(tasks, progress), cancellationToken);
        });
        Console.WriteLine(folder);
        return ExitCode.Done;
    }

    private sealed class Lines(Dictionary<string, ProgressTask> tasks, ProgressContext view) : IProgress<HubProgress>
    {
        public void Report(HubProgress value)
        {
            if (!tasks.TryGetValue(value.File, out var task))
                tasks[value.File] = task = view.AddTask(Markup.Escape(value.File), maxValue: Math.Max(1, value.Size));
            task.Value = value.Size == 0 ? 1 : value.Bytes;
        }
    }
}
