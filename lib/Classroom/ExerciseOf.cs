using Course.Files;

namespace Classroom;

/// <summary>An exercise whose answer is of a type.</summary>
/// <typeparam name="TAnswer">A function, a head, a text.</typeparam>
public abstract class Exercise<TAnswer> : Exercise
{
    /// <summary>How long an answer may take in all.</summary>
    private protected virtual TimeSpan Limit => TimeSpan.FromSeconds(20);

    /// <summary>Runs an answer and writes down what it did. Whatever it throws, and that it takes too long, becomes part of that.</summary>
    /// <param name="answer">The answer; null for none.</param>
    /// <param name="setting">What it is tried on.</param>
    /// <returns>The evidence.</returns>
    public Evidence Collect(TAnswer? answer, Setting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return answer is null ? Evidence.None : InTime(() => Try(answer, setting)) ?? new Evidence
        {
            Failure = $"Your answer was not done after {Limit.TotalSeconds:0} seconds. Look for a loop that does not end.",
        };
    }

    /// <summary>Runs an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="setting">What it is tried on.</param>
    /// <returns>The evidence.</returns>
    private protected abstract Evidence Gather(TAnswer answer, Setting setting);

    private Evidence Try(TAnswer answer, Setting setting)
    {
        try
        {
            return Gather(answer, setting);
        }
        catch (NotImplementedException)
        {
            return Evidence.None;
        }
        catch (CourseException e)
        {
            return new Evidence { Failure = e.Message };
        }
#pragma warning disable CA1031 // whatever a learner's code throws is told, not passed on
        catch (Exception e)
        {
            return new Evidence { Failure = $"Your code stopped with {e.GetType().Name}: {e.Message}" };
        }
#pragma warning restore CA1031
    }

    /// <summary>A thread cannot be ended from outside: one that is too late goes on behind everything else until the kernel ends.</summary>
    private Evidence? InTime(Func<Evidence> work)
    {
        Evidence? result = null;
        var thread = new Thread(() => result = work(), 16 << 20) { IsBackground = true, Name = Id };
        thread.Start();
        if (thread.Join(Limit)) return result;
        thread.Priority = ThreadPriority.Lowest;
        return null;
    }
}
