using System.Diagnostics;

namespace Notebooks.Engine.Stopping;

/// <summary>The thread that runs the part of a cell before its first wait; if a blocking call holds it, no check is ever reached.</summary>
/// <param name="patience">How long it must have waited without a break: one that leaves the cell waits for a lock now and then, and to be
/// woken there would break the engine.</param>
internal sealed class BlockedThread(TimeSpan patience)
{
    private readonly Lock gate = new();
    private Thread? thread;
    private long waitingSince;    // 0 while it is at work
    private bool woken;

    /// <summary>Runs code that may be woken on this thread.</summary>
    public async Task RunAsync(Func<Task> code)
    {
        lock (gate) (thread, waitingSince, woken) = (Thread.CurrentThread, 0, false);
        Task running;
        try
        {
            running = code();
        }
        finally
        {
            Leave();
        }
        await running;
    }

    /// <summary>Has a blocking call, such as <c>Thread.Sleep</c> or <c>Task.Wait</c>, end with an exception; to be asked again and again,
    /// since a thread at work is left alone.</summary>
    public void Wake()
    {
        lock (gate)
        {
            if (thread is not { } waiting || !waiting.ThreadState.HasFlag(System.Threading.ThreadState.WaitSleepJoin))
            {
                waitingSince = 0;
                return;
            }
            if (waitingSince == 0) waitingSince = Stopwatch.GetTimestamp();
            if (Stopwatch.GetElapsedTime(waitingSince) < patience) return;
            (waitingSince, woken) = (0, true);
            waiting.Interrupt();
        }
    }

    /// <summary>From here on the thread is the engine's again. A call that came when the wait was over would end a later one: it is
    /// swallowed.</summary>
    private void Leave()
    {
        while (true)
        {
            try
            {
                lock (gate) thread = null;
                if (woken) Thread.Sleep(1);
                return;
            }
            catch (ThreadInterruptedException)
            {
            }
        }
    }
}
