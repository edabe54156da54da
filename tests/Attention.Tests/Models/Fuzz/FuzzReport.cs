using System.Diagnostics;
using System.Text.Json;
using Attention.Models;
using Course.Files;
using static TorchSharp.torch;

namespace Attention.Tests.Models.Fuzz;

/// <summary>What became of many inputs.</summary>
/// <param name="Loaded">How many loaded and ran.</param>
/// <param name="Refused">How many were refused in a sentence.</param>
/// <param name="SlowestSeconds">The longest that one took.</param>
/// <param name="PeakMegabytes">The most memory that the process ever held.</param>
/// <param name="Failures">What ended otherwise: the input and the exception.</param>
internal sealed record FuzzReport(int Loaded, int Refused, double SlowestSeconds, double PeakMegabytes, IReadOnlyList<string> Failures)
{
    private const int MostFailures = 20;

    /// <summary>Loads every input and, where it loads, runs it.</summary>
    /// <param name="count">How many.</param>
    /// <param name="write">Writes input number i and gives its path.</param>
    public static FuzzReport Of(int count, Func<int, string> write)
    {
        var (loaded, refused, slowest, failures) = (0, 0, 0.0, new List<string>());
        for (var i = 0; i < count && failures.Count < MostFailures; i++)
        {
            var path = write(i);
            var watch = Stopwatch.StartNew();
            try
            {
                using var model = LanguageModel.Load(path, new() { Device = "cpu" });
                RunOnce(model);
                loaded++;
            }
            catch (CourseException e) when (e.Message.Length < 2000 && !e.Message.Contains("System.", StringComparison.Ordinal))
            {
                refused++;
            }
            catch (Exception e)
            {
                failures.Add($"input {i}: {e}");
            }
            slowest = Math.Max(slowest, watch.Elapsed.TotalSeconds);
        }
        return new(loaded, refused, slowest, PeakOfThisProcess(), failures);
    }

    public void Save(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this));

    public static FuzzReport Read(string path) => JsonSerializer.Deserialize<FuzzReport>(File.ReadAllText(path))!;

    private static void RunOnce(LanguageModel model)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        model.Transformer.Unembed(model.Transformer.Forward(tensor(new long[] { 0, model.Config.VocabSize - 1 }).unsqueeze(0)));
    }

    private static double PeakOfThisProcess()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;
    }
}
