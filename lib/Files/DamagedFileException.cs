namespace Course.Files;

/// <summary>A file does not hold what it should; the message names the file, the place in it, what was found and what is due.</summary>
/// <param name="file">The file.</param>
/// <param name="place">Where in it, such as "line 3"; null if the whole file is meant.</param>
/// <param name="problem">What was found there and what is due.</param>
/// <param name="cause">What brought it to light.</param>
public sealed class DamagedFileException(string file, string? place, string problem, Exception? cause = null)
    : CourseException(file, place, problem, cause);
