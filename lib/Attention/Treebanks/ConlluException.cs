using Course.Files;

namespace Attention.Treebanks;

/// <summary>A CoNLL-U file breaks the format's rules; the message names the file, the line, and what is wrong there.</summary>
public sealed class ConlluException : CourseException
{
    private const int LongestProblem = 300;

    /// <summary>Makes the exception.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">The line in it, from 1.</param>
    /// <param name="problem">What is wrong with the line and what it should be.</param>
    public ConlluException(string file, int line, string problem) : base(file, $"line {line}", Readable(problem)) => Line = line;

    /// <summary>The line at fault, from 1.</summary>
    public int Line { get; }

    /// <summary>What a damaged file says may be long, and no text at all: its middle is left out, what to do stands at the end.</summary>
    private static string Readable(string problem)
    {
        var text = problem.Length <= LongestProblem ? problem : $"{problem[..(LongestProblem / 2)]} … {problem[^(LongestProblem / 2)..]}";
        return string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));
    }
}
