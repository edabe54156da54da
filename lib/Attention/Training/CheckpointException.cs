using Course.Files;

namespace Attention.Training;

/// <summary>A checkpoint cannot be continued from; the message says why and what to do.</summary>
public sealed class CheckpointException : CourseException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">The file, what is wrong with it, and what to do.</param>
    public CheckpointException(string message) : base(message) { }
}
