using System.Diagnostics;
using Notebooks.Engine;

namespace JupyterKernel.Tests.Stopping;

public sealed class StoppingTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    /// <summary>A quiet machine takes 20 to 600 ms.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("for (;;) ;")]
    [InlineData("do { } while (true);")]
    [InlineData("again: goto again;")]
    [InlineData("var list = new List<byte[]>(); while (true) { list.Add(new byte[1000]); if (list.Count > 1000) list.Clear(); }")]
    [InlineData("while (true) { try { while (true) { } } catch { } }")]
    [InlineData("IEnumerable<int> Endless() { int i = 0; while (true) yield return i++; }\nEndless().Select(i => i * 2L).Max()")]
    [InlineData("Enumerable.Range(0, int.MaxValue).Where(i => i < 0).Concat(Enumerable.Range(0, int.MaxValue).Where(i => i < 0)).Count()")]
    [InlineData("(from i in Enumerable.Range(0, int.MaxValue) from j in Enumerable.Range(0, 100) where i < 0 select j).Count()")]
    [InlineData("void Down(int n) { if (n > 0) { Down(n - 1); Down(n - 1); } }\nDown(100);")]
    [InlineData("int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);\nFib(100)")]
    [InlineData("Parallel.For(0, int.MaxValue, i => { while (true) { } });")]
    [InlineData("Task.WaitAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => { while (true) { } })).ToArray());")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("await Task.Run(() => { while (true) { } });")]
    [InlineData("while (true) await Task.Yield();")]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    [InlineData("Task.Delay(-1).Wait();")]
    [InlineData("await Task.Delay(-1, Microsoft.DotNet.Interactive.KernelInvocationContext.Current.CancellationToken);")]
    [InlineData("Microsoft.DotNet.Interactive.KernelInvocationContext.Current.CancellationToken.WaitHandle.WaitOne();")]
    [InlineData("while (true) Console.Write(1);")]
    [InlineData("Action forever = delegate { while (true) { } };\nforever();")]
    [InlineData("class Counter { public int Endless { get { while (true) { } } } }\n_ = new Counter().Endless;")]
    public async Task A_cell_without_end_stops_and_its_variables_stay(string endless)
    {
        Assert.Null((await RunAsync("var earlier = 1;", Timeout.InfiniteTimeSpan)).Error);
        var stopped = await RunAsync($"var own = 2; Console.Write(own);\n{endless}", TimeSpan.FromMilliseconds(100));
        Assert.True(stopped.WasStopped, stopped.Error?.Message);
        Assert.InRange(stopped.After, TimeSpan.Zero, Soon);
        Assert.Null((await RunAsync("if (earlier + own != 3) throw new Exception();", Timeout.InfiniteTimeSpan)).Error);
    }

    [Fact]
    public async Task A_stopped_cell_does_not_wake_up_in_later_ones()
    {
        await RunAsync("var woken = false;", Timeout.InfiniteTimeSpan);
        Assert.True((await RunAsync("Console.Write(1); await Task.Delay(700); woken = true;", TimeSpan.FromMilliseconds(100))).WasStopped);
        Assert.Null((await RunAsync("await Task.Delay(900); if (woken) throw new Exception();", Timeout.InfiniteTimeSpan)).Error);
    }

    /// <summary>The pool begins two tasks, and others as time goes by; what had not begun when the cell was stopped must not begin
    /// later.</summary>
    [Fact]
    public async Task What_a_stopped_cell_had_queued_does_not_run_on()
    {
        const string Queue = "Task.WaitAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => { while (true) turns++; })).ToArray());";
        await RunAsync("long turns = 0;", Timeout.InfiniteTimeSpan);
        Assert.True((await RunAsync($"Console.Write(1); {Queue}", TimeSpan.FromMilliseconds(100))).WasStopped);
        Assert.Null((await RunAsync("var before = turns; await Task.Delay(300); if (turns != before) throw new Exception();",
            Timeout.InfiniteTimeSpan)).Error);
    }

    /// <summary>Drawn to its end it would keep the cells after it waiting for the better part of a minute.</summary>
    [Fact]
    public async Task A_diagram_that_is_too_large_to_wait_for_stops()
    {
        var arrows = string.Join('\n', Enumerable.Range(0, 9000).Select(i => $"n{i} --> n{((i * 7) + 3) % 9000}"));
        var stopped = await RunAsync($"Console.Write(1);\n#!mermaid\ngraph LR\n{arrows}", TimeSpan.FromSeconds(1));
        Assert.True(stopped.WasStopped, stopped.Error?.Message);
        Assert.InRange(stopped.After, TimeSpan.Zero, Soon);
        var next = Stopwatch.GetTimestamp();
        Assert.Null((await RunAsync("1", Timeout.InfiniteTimeSpan)).Error);
        Assert.InRange(Stopwatch.GetElapsedTime(next), TimeSpan.Zero, Soon);
    }

    /// <summary>Runs a cell and stops it so long after its first output: compiling takes as long as it takes.</summary>
    private async Task<(CellError? Error, bool WasStopped, TimeSpan After)> RunAsync(string code, TimeSpan stopAfter)
    {
        using var cancellation = new CancellationTokenSource();
        var (asked, begun) = (0L, 0);
        using var timer = new Timer(_ => { asked = Stopwatch.GetTimestamp(); cancellation.Cancel(); });
        try
        {
            return (await fixture.Engine.RunAsync(new CellCode(code, "cell"), Begun, cancellation.Token), false, default);
        }
        catch (OperationCanceledException)
        {
            return (null, true, Stopwatch.GetElapsedTime(asked));
        }

        void Begun(CellOutput output)
        {
            if (Interlocked.Exchange(ref begun, 1) == 0) timer.Change(stopAfter, Timeout.InfiniteTimeSpan);
        }
    }
}
