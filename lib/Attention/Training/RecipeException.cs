using Course.Files;

namespace Attention.Training;

/// <summary>A recipe cannot be followed; the message names the file, the key and what to do.</summary>
public sealed class RecipeException : CourseException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong and where.</param>
    public RecipeException(string message) : base(message) { }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong and where.</param>
    /// <param name="inner">What brought it to light.</param>
    public RecipeException(string message, Exception inner) : base(message, inner) { }
}
