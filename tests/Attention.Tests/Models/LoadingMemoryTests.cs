using Attention.Models;
using Attention.Tests.Models.Fuzz;
using static TorchSharp.torch;

namespace Attention.Tests.Models;

/// <summary>
/// A model takes its weights in the type that was asked for and little more: numbers are unpacked into the place where they stay. The
/// size of the file is no bound: four bits of a file become thirty-two.
/// </summary>
public sealed class LoadingMemoryTests : IDisposable
{
    /// <summary>The runtime, libtorch, the tokenizer, parts of 256 KB a core, the tests themselves.</summary>
    private const double Base = 300, OverWeights = 1.15;
    private const long MainModelWeights = 134_515_008;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory, Trait("Speed", "slow")]
    [InlineData(nameof(The_main_model_in_fp32), 4, Explicit = true)]
    [InlineData(nameof(The_main_model_in_bf16), 2)]
    public void The_peak_is_the_weights_and_little_more(string method, int bytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the peak is read as Linux tells it");
        var test = $"{typeof(LoadingMemoryTests).FullName}.{method}";
        var (exitCode, output) = LimitedProcess.Run(test, 1, folder["report.json"], managed: 2_000, addresses: 10_000_000);
        Assert.True(exitCode == 0 && File.Exists(folder["report.json"]), output);
        var peak = FuzzReport.Read(folder["report.json"]).PeakMegabytes;
        var weights = MainModelWeights * bytes / (double)(1 << 20);
        TestContext.Current.TestOutputHelper?.WriteLine($"weights {weights:0} MB, peak {peak:0} MB");
        Assert.InRange(peak, weights, weights * OverWeights + Base);
    }

    [Fact(Explicit = true)]
    public void The_main_model_in_fp32() => Report(ScalarType.Float32);

    [Fact(Explicit = true)]
    public void The_main_model_in_bf16() => Report(ScalarType.BFloat16);

    private static void Report(ScalarType type)
    {
        if (Environment.GetEnvironmentVariable(LimitedProcess.ReportVariable) is not { } report) return;
        using var model = LanguageModel.Load(options: new() { Device = "cpu", DType = type });
        FuzzReport.Of(0, _ => "").Save(report);
    }
}
