using System.Diagnostics;
using Notebooks.Engine.Stopping;

namespace JupyterKernel.Tests.Stopping;

public sealed class BlockedThreadTests
{
    [Fact]
    public void A_wait_is_ended_once_it_has_lasted()
    {
        var patience = TimeSpan.FromMilliseconds(200);
        var waited = Stopwatch.StartNew();
        WhileItIsWoken(new BlockedThread(patience), blocked => Assert.True(WasEnded(blocked, TimeSpan.FromSeconds(30))));
        Assert.InRange(waited.Elapsed, patience, TimeSpan.FromSeconds(20));
    }

    /// <summary>A second call finds the thread still waiting, though the first has ended its wait: what it does must not reach the
    /// engine.</summary>
    [Fact]
    public void What_comes_after_the_cell_is_never_ended() => WhileItIsWoken(new BlockedThread(TimeSpan.Zero), blocked =>
    {
        var ended = 0;
        for (var i = 0; i < 400; i++)
        {
            if (WasEnded(blocked, TimeSpan.FromMilliseconds(1))) ended++;
            Thread.Sleep(1);
        }
        Assert.InRange(ended, 1, 400);
    });

    private static bool WasEnded(BlockedThread blocked, TimeSpan wait)
    {
        var ended = false;
        blocked.RunAsync(() =>
        {
            try
            {
                Thread.Sleep(wait);
            }
            catch (ThreadInterruptedException)
            {
                ended = true;
            }
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();
        return ended;
    }

    private static void WhileItIsWoken(BlockedThread blocked, Action<BlockedThread> act)
    {
        var done = false;
        var waking = new Thread(() =>
        {
            while (!Volatile.Read(ref done)) blocked.Wake();
        });
        waking.Start();
        try
        {
            act(blocked);
        }
        finally
        {
            Volatile.Write(ref done, true);
            waking.Join();
        }
    }
}
