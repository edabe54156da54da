using System.ComponentModel;
using System.Security.Cryptography;
using Attention.Measures;
using Attention.Models;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course measure</c>: measures again what the notebooks show from <c>data/measurements</c>.</summary>
public sealed class MeasureCommand : Command<MeasureCommand.Settings>
{
    /// <summary>Its arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        /// <summary>What to measure.</summary>
        [CommandArgument(0, "[NAME]"), Description("census; everything if left out.")]
        public string? Name { get; init; }

        /// <inheritdoc/>
        public override ValidationResult Validate() =>
            Name is null or "census" ? ValidationResult.Success() : ValidationResult.Error($"There is no measurement '{Name}'. There is: census.");
    }

    /// <inheritdoc/>
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        var catalogue = Catalogue.Open();
        var rows = new List<CensusRow>();
        var shapes = new HashSet<TransformerConfig>();
        var models = catalogue.Entries.Select(entry => (entry.Name, Path: catalogue.PathOf(entry)))
            .Concat(catalogue.CourseModels.Select(name => (Name: name, Path: Path.Combine(catalogue.FolderOf(name), "model.safetensors")))).ToList();
        AnsiConsole.Progress().Start(view =>
        {
            var task = view.AddTask("census", maxValue: models.Count);
            foreach (var (name, path) in models)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var model = LanguageModel.Load(name);
                rows.Add(CensusRow.Of(model, Sha256(path)));
                if (shapes.Add(model.Config)) rows.Add(Control(model));
                task.Increment(1);
            }
        });
        new Census(Census.DefaultThreshold, DateOnly.FromDateTime(DateTime.UtcNow), rows).Save();
        AnsiConsole.WriteLine(Census.CoursePath);
        return ExitCode.Done;
    }

    private static CensusRow Control(LanguageModel model)
    {
        using var random = model.WithRandomWeights();
        return CensusRow.Of(random, sha256: null);
    }

    private static string Sha256(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
