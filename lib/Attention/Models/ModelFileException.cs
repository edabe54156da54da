using Course.Files;

namespace Attention.Models;

/// <summary>A model file is missing, damaged, altered or of a kind that cannot be read; the message names the file, what was found and what to do.</summary>
public sealed class ModelFileException : CourseException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problem">What was found in it, what is read, and what to do.</param>
    /// <param name="inner">What brought it to light.</param>
    public ModelFileException(string path, string problem, Exception? inner = null) : base(path, null, problem, inner) { }
}
