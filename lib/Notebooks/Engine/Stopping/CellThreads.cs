using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Notebooks.Engine.Stopping;

/// <summary>
/// Threads that cells start themselves. What is thrown on one and caught by nobody would end the process and all that the reader has
/// computed, a check of a cell that is being stopped included. Here such a thread ends alone.
/// </summary>
internal static class CellThreads
{
    /// <summary>So long after a stop what a thread throws is taken for the stop's.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(5);

    private static int guarded;

    /// <summary>Guards the process from now on; a process has one such guard.</summary>
    public static void Guard()
    {
        if (Interlocked.Exchange(ref guarded, 1) == 0) ExceptionHandling.SetUnhandledExceptionHandler(GoOn);
    }

    /// <summary>
    /// Whether the process goes on: only if the code that threw is a cell's, or frees what nobody uses any more. A library whose native
    /// part is missing throws there, long after its cell was told so.
    /// </summary>
    private static bool GoOn(Exception exception)
    {
        var frames = new StackTrace(exception).GetFrames();
        if (frames.Any(frame => frame.GetMethod() is { Name: "Finalize" })) return true;
        if (!frames.Any(CellFailure.IsOfCell)) return false;
        if (!Checkpoint.Stopping && Stopwatch.GetElapsedTime(Checkpoint.LastStop) > Aftermath)
            Console.Error.WriteLine($"A thread that a cell had started ended with {exception.GetType().Name}: {exception.Message}");
        return true;
    }
}
