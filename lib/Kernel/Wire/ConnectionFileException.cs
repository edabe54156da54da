using Course.Files;

namespace JupyterKernel.Wire;

/// <summary>The kernel cannot do what the connection file asks for.</summary>
/// <param name="message">Which file, and what is wrong with it.</param>
/// <param name="cause">What was met when it was read.</param>
public sealed class ConnectionFileException(string message, Exception? cause = null) : CourseException(message, cause);
