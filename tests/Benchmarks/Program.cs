using Attention.Models;
using Attention.Tokens;
using Attention.Training;
using Benchmarks;
using Spectre.Console;
using static TorchSharp.torch;

// dotnet run --project tests/Benchmarks [TOKENS..]      the forward pass
// dotnet run --project tests/Benchmarks training        the trainer
// dotnet run --project tests/Benchmarks ablation        the map of all heads
set_num_threads(Environment.ProcessorCount);
if (args is ["training"])
{
    AnsiConsole.Write(Training());
    return;
}
if (args is ["ablation"])
{
    using var model = LanguageModel.Load(Catalogue.MainModel, new() { Device = "cpu" });
    var input = RepeatedTokens.Sample(model.Tokenizer.Vocabulary, n: 32, sequences: 2);
    AnsiConsole.WriteLine($"Ablation map, {input.Sequences} sequences of {input.Length} tokens: {AblationCost.ForwardsPerHead(model, input):0.00} forward passes a head");
    return;
}
using var fp32 = LanguageModel.Load(Catalogue.MainModel, new() { Device = "cpu" });
using var bf16 = LanguageModel.Load(Catalogue.MainModel, new() { Device = "cpu", DType = ScalarType.BFloat16 });
var table = new Table()
    .Title($"Forward pass of SmolLM2-135M on {Environment.ProcessorCount} cores, the attention of all 270 heads kept, no logits")
    .AddColumns("tokens", "fp32 ms", "GFLOP/s", "matrix product GFLOP/s", "share", "bf16 ms", "bf16 : fp32");
foreach (var tokens in args.Length > 0 ? args.Select(int.Parse) : [8, 16, 64, 128, 256, 512])
{
    var peak = MatrixProduct.Peak(ScalarType.Float32);    // beside each row: a shared machine's speed changes by the minute
    var (slow, fast) = (ForwardPass.Milliseconds(fp32, tokens), ForwardPass.Milliseconds(bf16, tokens));
    peak = Math.Max(peak, MatrixProduct.Peak(ScalarType.Float32));
    var speed = ForwardPass.Flops(fp32.Config, tokens) / slow / 1e6;
    table.AddRow($"{tokens}", $"{slow:F0}", $"{speed:F0}", $"{peak:F0}", $"{speed / peak:P0}", $"{fast:F0}", $"{slow / fast:F1}");
}
AnsiConsole.Write(table);

static Table Training()
{
    var table = new Table().Title($"Training six layers on {Environment.ProcessorCount} cores, matrices in bf16")
        .AddColumns("width", "vocabulary", "rows a step", "tokens/s", "GFLOP/s", "matrix product GFLOP/s", "share");
    foreach (var (width, vocabulary, batch) in new[] { (128, 1536, 24), (256, 4096, 24) })
    {
        var recipe = TrainingStep.Recipe(width, vocabulary, batch);
        using var trainer = new Trainer(recipe, new TrainingRows(recipe, Path.Combine(Catalogue.DataFolder(), "texts")));
        var peak = MatrixProduct.Peak(ScalarType.BFloat16);
        var speed = recipe.TokensPerStep / TrainingStep.Seconds(trainer, 12);
        peak = Math.Max(peak, MatrixProduct.Peak(ScalarType.BFloat16));
        var flops = speed * TrainingStep.FlopsPerToken(trainer) / 1e9;
        table.AddRow($"{width}", $"{vocabulary}", $"{batch}", $"{speed:N0}", $"{flops:F0}", $"{peak:F0}", $"{flops / peak:P0}");
    }
    return table;
}
