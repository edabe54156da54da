using Course.Files;

namespace Notebooks.Programs;

/// <summary>A notebook cannot be a program of one file, or a program is not one that was a notebook.</summary>
/// <param name="file">The file.</param>
/// <param name="place">Where in it, such as "cell 3"; null if the whole file is meant.</param>
/// <param name="problem">What is in the way, and what to do.</param>
public sealed class ProgramException(string file, string? place, string problem) : CourseException(file, place, problem);
