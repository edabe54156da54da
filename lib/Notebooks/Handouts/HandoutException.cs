using Course.Files;

namespace Notebooks.Handouts;

/// <summary>A notebook has something in it that no page can show.</summary>
public sealed class HandoutException : CourseException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What and where.</param>
    public HandoutException(string message) : base(message) { }

    /// <summary>Makes the exception for a cell.</summary>
    /// <param name="file">The notebook.</param>
    /// <param name="cell">The cell, such as "cell 3"; text cells count too.</param>
    /// <param name="problem">What cannot be shown, and what to do.</param>
    public HandoutException(string file, string cell, string problem) : base(file, cell, problem) { }
}
