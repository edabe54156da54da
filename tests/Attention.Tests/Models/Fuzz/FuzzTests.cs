namespace Attention.Tests.Models.Fuzz;

/// <summary>
/// Spoiled models in a process of its own whose memory is limited: each loads, or is refused in a sentence. COURSE_FUZZ says how many
/// are tried of each kind (20,000 were, once).
/// </summary>
public sealed class FuzzTests : IDisposable
{
    private const int Few = 300;
    private const double MostMegabytes = 300;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Spoiled_GGUF_files_load_or_are_refused() => Limited(nameof(Spoiled_GGUF_files), atLeastLoaded: .01);

    [Fact]
    public void Folders_with_large_numbers_load_or_are_refused() => Limited(nameof(Folders_with_large_numbers), atLeastLoaded: .01);

    [Fact(Explicit = true)]
    public void Spoiled_GGUF_files() => Report(new GgufInputs(folder["m.gguf"]).Write);

    [Fact(Explicit = true)]
    public void Folders_with_large_numbers() => Report(new FolderInputs(folder["m"]).Write);

    private static void Report(Func<int, string> write)
    {
        if (Environment.GetEnvironmentVariable(LimitedProcess.ReportVariable) is not { } report) return;
        FuzzReport.Of(int.Parse(Environment.GetEnvironmentVariable(LimitedProcess.CountVariable)!), write).Save(report);
    }

    private void Limited(string method, double atLeastLoaded)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the limit of memory is one of Linux");
        var count = int.TryParse(Environment.GetEnvironmentVariable(LimitedProcess.CountVariable), out var asked) ? asked : Few;
        var (exitCode, output) = LimitedProcess.Run($"{typeof(FuzzTests).FullName}.{method}", count, folder["report.json"]);
        Assert.True(exitCode == 0 && File.Exists(folder["report.json"]), output);
        var report = FuzzReport.Read(folder["report.json"]);
        TestContext.Current.TestOutputHelper?.WriteLine($"{report}");
        Assert.True(report.Failures.Count == 0, string.Join("\n\n", report.Failures));
        Assert.Equal(count, report.Loaded + report.Refused);
        Assert.InRange(report.Loaded, atLeastLoaded * count, .9 * count);
        Assert.InRange(report.PeakMegabytes, 1, MostMegabytes);
        Assert.InRange(report.SlowestSeconds, 0, 10);
    }
}
