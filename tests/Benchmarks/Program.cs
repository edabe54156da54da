using Attention.Models;
using Benchmarks;
using Spectre.Console;
using static TorchSharp.torch;

// dotnet run --project tests/Benchmarks [TOKENS..]
set_num_threads(Environment.ProcessorCount);
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
