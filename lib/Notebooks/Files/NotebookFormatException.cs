using Course.Files;

namespace Notebooks.Files;

/// <summary>A file is not a notebook that can be read here.</summary>
/// <param name="file">The file.</param>
/// <param name="problem">What is wrong with it, and what to do.</param>
public sealed class NotebookFormatException(string file, string problem) : CourseException(file, null, problem);
