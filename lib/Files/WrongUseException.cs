namespace Course.Files;

/// <summary>Something was asked for that there is not: an unknown model, a head that the model does not have, an empty text.</summary>
public class WrongUseException : CourseException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was asked for and what there is.</param>
    /// <param name="cause">What brought it to light.</param>
    public WrongUseException(string message, Exception? cause = null) : base(message, cause) { }
}
