using System.Runtime.ExceptionServices;

namespace Notebooks.Handouts;

/// <summary>Work on text from outside that has its time and its stack: parsers of Markdown, TeX and C# can be asked for hours by a few
/// kilobytes.</summary>
internal static class TimeLimit
{
    private const int Stack = 16 << 20;    // bytes

    /// <summary>Does the work on a thread of its own; one that is not done in time is left behind and ends with the process.</summary>
    /// <param name="limit">How long a part of it may take, twice that where the clock strikes late.</param>
    /// <param name="work">The work.</param>
    /// <param name="part">The part that it is at.</param>
    /// <returns>Its result.</returns>
    /// <exception cref="HandoutException">It takes longer.</exception>
    public static T Run<T>(TimeSpan limit, Func<T> work, Func<int> part)
    {
        var (result, failure) = (default(T), default(ExceptionDispatchInfo));
        var thread = new Thread(Work, Stack) { IsBackground = true, Name = "cells on their way to a page" };
        thread.Start();
        for (int before = -1, now; !thread.Join(limit); before = now)
            if ((now = part()) == before)
                throw new HandoutException(
                    $"it takes longer than {limit.TotalSeconds:0.#} s to set, the limit for a cell. "
                        + "Split it, or take out what nests deeply.");
        failure?.Throw();
        return result!;

        void Work()
        {
            try
            {
                result = work();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        }
    }
}
