using System.ComponentModel;
using System.Globalization;
using Attention.Models;
using Attention.Training;
using Course.Files;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course train NAME</c>: trains a model of the course from its recipe, or goes on where a training was cut off.</summary>
public sealed class TrainCommand : Command<TrainCommand.Settings>
{
    /// <summary>Its arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        /// <summary>The recipe's name.</summary>
        [CommandArgument(0, "<NAME>"), Description("The name of a recipe, such as induction-2l.")]
        public required string Name { get; init; }

        /// <summary>Where the model goes.</summary>
        [CommandOption("--out <DIR>"), Description("The model's folder; data/models/NAME by default.")]
        public string? Out { get; init; }

        /// <summary>The device.</summary>
        [CommandOption("--device <DEVICE>"), Description("cpu or cuda; cpu by default, since these models are small."), DefaultValue("cpu")]
        public required string Device { get; init; }
    }

    /// <inheritdoc/>
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        var data = Catalogue.DataFolder();
        var path = Path.Combine(data, "training", settings.Name + ".json");
        if (!File.Exists(path)) throw new WrongUseException($"There is no recipe '{settings.Name}'. Recipes: {Recipes(data)}.");
        var recipe = Recipe.Load(path);
        using var run = new TrainingRun(recipe, settings.Out ?? Path.Combine(data, "models", recipe.Name), Path.Combine(data, "texts"),
            new ModelOptions { Device = settings.Device }.ResolveDevice());
        Train(run, recipe, cancellationToken);
        if (run.IsDone) return ExitCode.Done;
        Console.Error.WriteLine($"Stopped at {run.Record.Points[^1].Tokens} of {recipe.Tokens} tokens. The same command goes on.");
        return ExitCode.Failed;
    }

    private static void Train(TrainingRun run, Recipe recipe, CancellationToken cancellation)
    {
        var error = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        error.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .Start(display =>
        {
            var task = display.AddTask(recipe.Name, maxValue: recipe.Tokens);
            run.Run(progress =>
            {
                task.Value = progress.Tokens;
                task.Description = Markup.Escape($"{recipe.Name}  loss {progress.Loss:0.00}  "
                    + $"{progress.TokensPerSecond:#,0} tokens/s  {progress.TimeLeft:h\\:mm\\:ss} left");
                if (progress.Point is { } point) error.WriteLine(Line(point));
            }, cancellation);
        });
    }

    private static string Line(TrainingPoint point) => string.Create(CultureInfo.InvariantCulture,
        $"{point.Tokens / 1e6,6:0.00}M tokens {point.Seconds,5:0} s  loss {point.TrainingLoss:0.00}  "
            + $"copies {point.FirstCopyLoss:0.00}/{point.SecondCopyLoss:0.00}  stories {point.StoryLoss:0.00}  text {point.TextLoss:0.00}  "
            + $"previous token {point.Best("previous_token"):.00}  induction {point.Best("induction"):.00}  "
            + $"first token {point.Best("first_token"):.00}");

    private static string Recipes(string data) =>
        string.Join(", ", Directory.GetFiles(Path.Combine(data, "training"), "*.json").Select(Path.GetFileNameWithoutExtension).Order());
}
