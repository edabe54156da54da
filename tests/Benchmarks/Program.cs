using Attention.Models;
using Attention.Studies;
using Attention.Training;
using Benchmarks;
using Spectre.Console;
using static TorchSharp.torch;

// dotnet run --project tests/Benchmarks training        the trainer
// dotnet run --project tests/Benchmarks ablation        maps of all heads, a curve, pairs
// dotnet run --project tests/Benchmarks products        matrix products in fp32
// dotnet run --project tests/Benchmarks measures        measures of long texts beside a pass without any
set_num_threads(Environment.ProcessorCount);
if (args is ["training"])
{
    AnsiConsole.Write(Training());
    return;
}
if (args is ["ablation"])
{
    using var model = LanguageModel.Load(Catalogue.MainModel, new() { Device = "cpu" });
    AnsiConsole.Write(AblationCost.Of(model));
    return;
}
if (args is ["products"])
{
    AnsiConsole.Write(ProductSpeed.Of([4, 16, 64, 256, 1024]));
    return;
}
if (args is ["measures", .. var lengths])
{
    AnsiConsole.Write(MeasureCost.Of(lengths.Length > 0 ? lengths.Select(int.Parse) : [512, 1024, 2047]));
    return;
}
AnsiConsole.WriteLine("The forward pass: course bench --model smollm2-135m-instruct. Here: training, ablation, products, measures.");

static Table Training()
{
    var table = new Table().Title($"Training six layers on {Environment.ProcessorCount} cores, matrices in bf16")
        .AddColumns("width", "vocabulary", "rows a step", "tokens/s", "GFLOP/s", "matrix product GFLOP/s", "share");
    foreach (var (width, vocabulary, batch) in new[] { (128, 1536, 24), (256, 4096, 24) })
    {
        var recipe = TrainingStep.Recipe(width, vocabulary, batch);
        using var trainer = new Trainer(recipe, new TrainingRows(recipe, Path.Combine(Catalogue.DataFolder(), "texts")));
        var peak = MatrixProduct.Peak(ScalarType.BFloat16) / 1e9;
        var speed = recipe.TokensPerStep / TrainingStep.Seconds(trainer, 12);
        peak = Math.Max(peak, MatrixProduct.Peak(ScalarType.BFloat16) / 1e9);
        var flops = speed * TrainingStep.FlopsPerToken(trainer) / 1e9;
        table.AddRow($"{width}", $"{vocabulary}", $"{batch}", $"{speed:N0}", $"{flops:F0}", $"{peak:F0}", $"{flops / peak:P0}");
    }
    return table;
}
