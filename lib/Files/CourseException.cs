namespace Course.Files;

/// <summary>
/// What the course foresaw: a file that is damaged, a request that cannot be met. Its message is one sentence that names what was found,
/// what is due and what to do, and it is all that a user needs; every other exception is a mistake in a program.
/// </summary>
public abstract class CourseException : Exception
{
    /// <summary>Makes the exception for what concerns no file.</summary>
    /// <param name="message">What was found, what is due, what to do.</param>
    /// <param name="cause">What brought it to light.</param>
    protected CourseException(string message, Exception? cause = null) : base(message, cause) { }

    /// <summary>Makes the exception for a file; its message begins with the file and the place.</summary>
    /// <param name="file">The file.</param>
    /// <param name="place">Where in it, such as "line 3" or "cell 5"; null if the whole file is meant.</param>
    /// <param name="problem">What was found there, what is due, what to do.</param>
    /// <param name="cause">What brought it to light.</param>
    protected CourseException(string file, string? place, string problem, Exception? cause = null)
        : base(place is null ? $"{file}: {problem}" : $"{file}, {place}: {problem}", cause) => (File, Place) = (file, place);

    /// <summary>The file at fault; null if it is none, or only the message names it.</summary>
    public string? File { get; }

    /// <summary>Where in the file, such as "line 3"; null if the whole file is meant.</summary>
    public string? Place { get; }
}
