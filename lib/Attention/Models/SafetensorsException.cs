using Course.Files;

namespace Attention.Models;

/// <summary>A file is not valid safetensors, or does not hold what was asked for.</summary>
public sealed class SafetensorsException : CourseException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">The file, what is wrong in it, and where.</param>
    public SafetensorsException(string message) : base(message) { }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">The file, what is wrong in it, and where.</param>
    /// <param name="inner">What the JSON parser said.</param>
    public SafetensorsException(string message, Exception inner) : base(message, inner) { }
}
