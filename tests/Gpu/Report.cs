using System.Diagnostics;
using Attention.Models;
using Spectre.Console;
using static TorchSharp.torch;

namespace DeviceCheck;

/// <summary>Runs the checks one after the other; one that fails is told and ends none of the others.</summary>
internal sealed class Report(string device)
{
    private int failed, agreed;

    /// <summary>Says what is compared.</summary>
    public void Header()
    {
        using var model = LanguageModel.Load("induction-1l", new() { Device = device });
        AnsiConsole.WriteLine(
            $"device {model.Device}, libtorch from {Environment.GetEnvironmentVariable("COURSE_LIBTORCH") ?? "the package"}, "
                + $"{get_num_threads()} threads");
    }

    /// <summary>Loads a model on the CPU and on the device, in fp32 and, on the device alone, in bf16, and makes comparisons.</summary>
    public void Compare(string name, Func<ModelOptions, LanguageModel> load, params IComparison[] comparisons)
    {
        using var cpu = load(new() { Device = "cpu" });
        foreach (var dtype in new[] { ScalarType.Float32, ScalarType.BFloat16 })
        {
            using var other = load(new() { Device = device, DType = dtype });
            foreach (var comparison in comparisons)
                Run($"{name}, {dtype}: {comparison.Name}", () => comparison.Compare(cpu, other, dtype == ScalarType.Float32));
        }
    }

    /// <summary>Runs one check.</summary>
    public void Run(string title, Func<(bool Agrees, string Figures)> check)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var (agrees, figures) = check();
            Tell(agrees ? "ok    " : "DIFFERS", title, $"{figures} ({Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s)", agrees);
        }
#pragma warning disable CA1031 // Whatever it is, it is told and the other checks go on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Tell("FAILED", title, e.ToString(), agrees: false);
        }
    }

    /// <summary>Counts.</summary>
    public int End()
    {
        AnsiConsole.WriteLine($"{agreed} checks agree, {failed} do not.");
        return failed == 0 ? 0 : 1;
    }

    private void Tell(string verdict, string title, string figures, bool agrees)
    {
        if (agrees) agreed++;
        else failed++;
        Console.WriteLine($"{verdict}  {title}: {figures}");
    }
}
