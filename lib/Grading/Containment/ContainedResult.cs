namespace Grading.Containment;

/// <summary>How a contained command ended.</summary>
/// <param name="ExitCode">What it returned; 128 and more for a signal; null where it never began, or could not even be asked what it
/// left.</param>
/// <param name="Evidence">What it left; from a stranger.</param>
/// <param name="Problem">What the containment itself said; null where all went well.</param>
/// <param name="Reached">The limit at which it was ended from outside.</param>
public sealed record ContainedResult(int? ExitCode, string Evidence, string? Problem, ReachedLimit Reached = ReachedLimit.None)
{
    /// <summary>Reads what the script wrote: a line with the code, then the evidence.</summary>
    internal static ContainedResult Of(string written, string problem)
    {
        var end = written.IndexOf('\n');
        var first = end < 0 ? written : written[..end];
        return first.StartsWith("exit ", StringComparison.Ordinal) && int.TryParse(first[5..], out var code)
            ? new(code, end < 0 ? "" : written[(end + 1)..], null)
            : new(null, "", problem.Trim().Split('\n')[0]);
    }
}
