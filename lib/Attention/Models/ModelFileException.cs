using Course.Files;

namespace Attention.Models;

/// <summary>A model file is missing, damaged, altered or of a kind that cannot be read; the message names the file, what was found and
/// what to do.</summary>
public sealed class ModelFileException : CourseException
{
    private const int LongestProblem = 1000;

    /// <summary>Makes the exception.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problem">What was found in it, what is read, and what to do.</param>
    /// <param name="inner">What brought it to light.</param>
    public ModelFileException(string path, string problem, Exception? inner = null) : base(path, null, Printable(problem), inner) { }

    /// <summary>Names in a message may come from the file: no control characters reach a terminal, and no name fills it.</summary>
    private static string Printable(string problem)
    {
        var text = string.Concat(problem.Take(LongestProblem).Select(c => char.IsControl(c) ? '\uFFFD' : c));
        return problem.Length <= LongestProblem ? text : text + "…";
    }
}
