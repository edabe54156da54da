using Course.Files;

namespace Grading.Containment;

/// <summary>This system cannot hold a stranger's code.</summary>
/// <param name="why">What is missing.</param>
public sealed class ContainmentException(string why)
    : CourseException(
        $"Submissions cannot be contained here: {why} Grade in the container of deploy/grading, or on Linux with user namespaces.");
