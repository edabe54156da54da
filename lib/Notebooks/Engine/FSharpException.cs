using Course.Files;

namespace Notebooks.Engine;

/// <summary>An F# cell that cannot be compiled, or asks for what is not there.</summary>
/// <param name="message">Where, and what is wrong.</param>
public sealed class FSharpException(string message) : CourseException(message);
