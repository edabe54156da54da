using System.ComponentModel;
using Attention.Measures;
using Attention.Models;
using Attention.Studies;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course measure</c>: measures again what the notebooks show from <c>data/measurements</c>.</summary>
public sealed class MeasureCommand : Command<MeasureCommand.Settings>
{
    private static readonly string[] Names = ["census", "ablation", "mean-ablation", "syntax", "retrieval", "function-vectors"];

    /// <summary>Its arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        /// <summary>What to measure.</summary>
        [CommandArgument(0,
            "[NAME]"), Description("census, ablation, mean-ablation, syntax, retrieval or function-vectors; everything if left out. "
                + "Ablation takes half an hour for the main model, mean-ablation an hour; it goes on where it was interrupted.")]
        public string? Name { get; init; }

        /// <summary>A single model.</summary>
        [CommandOption("--model <NAME>"), Description("Only this model (with -random behind its name: its control); every shipped model "
            + "and its control if left out (mean-ablation: no controls). Not for the census.")]
        public string? Model { get; init; }

        /// <inheritdoc/>
        public override ValidationResult Validate() =>
            Name is not null && !Names.Contains(Name)
                ? ValidationResult.Error($"There is no measurement '{Name}'. There are: {string.Join(", ", Names)}.")
            : Model is not null && Name is null or "census" && Model is not null
                ? ValidationResult.Error("--model goes with a NAME other than census, which is of all models.")
            : ValidationResult.Success();
    }

    /// <inheritdoc/>
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        foreach (var name in Names.Where(name => settings.Name is null || settings.Name == name))
            AnsiConsole.Progress().Start(view =>
            {
                if (name == "census") MeasureCensus(view, cancellationToken);
                else foreach (var model in settings.Model is { } one ? [one] : All(name)) Study(view, name, model, cancellationToken);
            });
        return ExitCode.Done;
    }

    /// <summary>Every shipped model and its control; only the main one where words and long texts are asked for, no control where each
    /// takes an hour.</summary>
    private static IEnumerable<string> All(string kind) => kind == "mean-ablation" ? ModelNames()
        : (kind is "retrieval" or "function-vectors"
            ? [Catalogue.MainModel]
            : ModelNames()).SelectMany(name => new[] { name, $"{name}-random" });

    /// <summary>Every study takes losses, which an encoder has none of.</summary>
    private static IEnumerable<string> ModelNames() => Catalogue.Open().Predicting;

    private static void Study(ProgressContext view, string kind, string name, CancellationToken cancellation)
    {
        var task = view.AddTask($"{kind}, {name}", maxValue: 1);
        using var model = LanguageModel.Load(name);
        var (file, run) = Of(kind, model);
        if (Path.GetFileNameWithoutExtension(file) != model.Name)
            AnsiConsole.WriteLine(
                $"The {kind} of other weights called {model.Name} is stored already and stays; this one goes to {Path.GetFileName(file)}.");
        var progress = new TaskProgress(task);
        _ = run(progress, cancellation);
        task.Value = 1;
    }

    /// <summary>Where a measurement is kept, and how it is made and saved.</summary>
    private static (string File, Func<IProgress<double>, CancellationToken, string> Run) Of(string kind, LanguageModel model) => kind switch
    {
        "ablation" => (AblationStudy.PathOf(model), (progress, cancellation) => AblationStudy.Run(model, progress, cancellation).Save()),
        "mean-ablation" => (MeanAblationStudy.PathOf(model),
            (progress, cancellation) => MeanAblationStudy.Measure(model, progress, cancellation).Save()),
        "syntax" => (SyntaxStudy.PathOf(model), (progress, cancellation) => SyntaxStudy.Run(model, progress, cancellation).Save()),
        "retrieval" => (RetrievalStudy.PathOf(model),
            (progress, cancellation) => RetrievalStudy.Run(model, progress, cancellation: cancellation).Save()),
        _ => (FunctionVectorStudy.PathOf(model),
            (progress, cancellation) => FunctionVectorStudy.Run(model, progress, cancellation: cancellation).Save()),
    };

    private static void MeasureCensus(ProgressContext view, CancellationToken cancellation)
    {
        string[] names = [.. ModelNames()];
        var (rows, shapes) = (new List<CensusRow>(), new HashSet<TransformerConfig>());
        var task = view.AddTask("census", maxValue: names.Length);
        foreach (var name in names)
        {
            cancellation.ThrowIfCancellationRequested();
            using var model = LanguageModel.Load(name);
            rows.Add(CensusRow.Of(model));
            if (shapes.Add(model.Config)) rows.Add(ControlOf(name));
            task.Increment(1);
        }
        new Census(Census.DefaultThreshold, DateOnly.FromDateTime(DateTime.UtcNow), rows).Save();
    }

    private static CensusRow ControlOf(string name)
    {
        using var random = LanguageModel.Load($"{name}-random");
        return CensusRow.Of(random);
    }
}
