using Course.Files;

namespace Notebooks.Handouts;

/// <summary>A notebook has something in it that no page can show.</summary>
/// <param name="message">What and where.</param>
public sealed class HandoutException(string message) : CourseException(message);
