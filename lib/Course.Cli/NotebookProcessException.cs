using Course.Files;

namespace Course.Cli;

/// <summary>A notebook did not run to its end.</summary>
/// <param name="message">Which, where and why.</param>
public sealed class NotebookProcessException(string message) : CourseException(message);
