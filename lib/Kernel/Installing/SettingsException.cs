using Course.Files;

namespace JupyterKernel.Installing;

/// <summary>A settings file cannot be changed as asked; it was left as it is.</summary>
/// <param name="message">Which file, why, and what to do.</param>
/// <param name="cause">What was met when it was read.</param>
public sealed class SettingsException(string message, Exception? cause = null) : CourseException(message, cause);
