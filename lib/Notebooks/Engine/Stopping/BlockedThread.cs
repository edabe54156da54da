namespace Notebooks.Engine.Stopping;

/// <summary>The thread that runs the part of a cell before its first wait; if a blocking call holds it, no check is ever reached.</summary>
internal sealed class BlockedThread
{
    private readonly Lock gate = new();
    private Thread? thread;

    /// <summary>Runs code that may be woken on this thread.</summary>
    public async Task RunAsync(Func<Task> code)
    {
        lock (gate) thread = Thread.CurrentThread;
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

    /// <summary>Has a blocking call, such as <c>Thread.Sleep</c> or <c>Task.Wait</c>, end with an exception; a thread at work is left alone.</summary>
    public void Wake()
    {
        lock (gate)
        {
            if (thread is { } blocked && blocked.ThreadState.HasFlag(ThreadState.WaitSleepJoin)) blocked.Interrupt();
        }
    }

    /// <summary>From here on the thread is the engine's again; a late call that found it waiting for the lock is swallowed.</summary>
    private void Leave()
    {
        try
        {
            lock (gate) thread = null;
        }
        catch (ThreadInterruptedException)
        {
            lock (gate) thread = null;
        }
    }
}
