using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Course.Cli.Tests;

/// <summary>
/// Traces beside processes that are always busy. What is compared is processor time, within one run: how long a trace takes by the clock
/// also depends on who else uses the machine, so what is said of the clock is tried on demand, with nothing else running:
/// <c>dotnet test --project tests/Course.Cli.Tests -- --explicit only --filter-class '*CrowdTests'</c>.
/// </summary>
[Trait("speed", "slow")]
public partial class CrowdTests
{
    private const int Busy = 4, Kernels = 8, Seconds = 3, SecondsByTheClock = 20;

    /// <summary>Nothing is spent on waiting. Other tests may spoil one of the two figures, so it is tried three times; threads that spin
    /// spoil all of them.</summary>
    [Fact]
    public async Task Beside_four_busy_processes_a_trace_costs_no_more_processor_time()
    {
        var ratio = double.PositiveInfinity;
        for (var attempt = 0; attempt < 3 && ratio > 1.3; attempt++)
        {
            var (alone, beside) = await AloneAndBesideBusyOnes(Seconds);
            ratio = Math.Min(ratio, beside.Processor / alone.Processor);
        }
        Assert.InRange(ratio, 0, 1.3);
    }

    /// <summary>Five processes share the cores. By threads, of which a trace has two beside four, its share would be larger: of that it
    /// takes 1.8 times as long, since two threads that wait for each other are seldom both given a core (docs/performance.md).</summary>
    [Fact(Explicit = true)]
    public async Task Beside_four_busy_processes_a_trace_takes_its_fair_share_of_the_time()
    {
        var (alone, beside) = await AloneAndBesideBusyOnes(SecondsByTheClock);
        var share = Environment.ProcessorCount / (1.0 + Busy);
        Assert.InRange(beside.Clock / (alone.Processor / share), 0, 1.3);
    }

    private static async Task<((double Clock, double Processor) Alone, (double Clock, double Processor) Beside)> AloneAndBesideBusyOnes(
        int seconds)
    {
        var alone = (await Traces(1, seconds))[0];
        var crowd = Enumerable.Range(0, Busy)
            .Select(_ => Process.Start(new ProcessStartInfo("sh", ["-c", "while :; do :; done"]))!).ToList();
        try
        {
            return (alone, (await Traces(1, seconds))[0]);
        }
        finally
        {
            foreach (var process in crowd)
            {
                process.Kill();
                process.Dispose();
            }
        }
    }

    [Fact(Explicit = true)]
    public async Task Eight_kernels_at_once_get_through_as_much_as_one()
    {
        var one = (await Traces(1, SecondsByTheClock)).Sum(Rate);
        var eight = (await Traces(Kernels, SecondsByTheClock)).Sum(Rate);
        Assert.InRange(eight / one, .8, double.PositiveInfinity);
    }

    private static double Rate((double Clock, double Processor) trace) => 1 / trace.Clock;

    /// <summary>Milliseconds a trace of 64 tokens by the clock and of processor time, of processes that trace at the same time.</summary>
    private static async Task<(double Clock, double Processor)[]> Traces(int processes, int seconds)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("The crowd is made with sh and /proc.");
        string[] command = ["bench", "--device", "cpu", "--tokens", "64", "--seconds", $"{seconds}"];
        var outputs = await Task.WhenAll(Enumerable.Range(0, processes)
            .Select(_ => Task.Run(() => CourseProcess.RunWith([("OMP_WAIT_POLICY", null)], command).Output)));
        return [.. outputs.Select(output => Figures().Match(output)).Select(match => (Number(match, 1), Number(match, 2)))];

        static double Number(Match match, int group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@": ([\d.]+) ms each, of which the processor's ([\d.]+) ms")]
    private static partial Regex Figures();
}
