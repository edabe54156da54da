using Course.Files;

namespace Notebooks.Files;

/// <summary>A file is not a notebook that can be read here.</summary>
/// <param name="file">The file.</param>
/// <param name="place">Where in it, such as "cell 3 of 7"; null if the whole file is meant.</param>
/// <param name="problem">What is wrong there, and what to do.</param>
public sealed class NotebookFormatException(string file, string? place, string problem) : CourseException(file, place, problem);
