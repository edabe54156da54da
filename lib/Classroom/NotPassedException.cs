using Course.Files;

namespace Classroom;

/// <summary>An answer has not passed.</summary>
/// <param name="summary">What is expected.</param>
public sealed class NotPassedException(string summary) : CourseException(summary);
