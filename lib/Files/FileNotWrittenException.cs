namespace Course.Files;

/// <summary>A file could not be written: the disk is full, the folder is write-protected, the path is none of a file. What was there before
/// is unchanged.</summary>
public sealed class FileNotWrittenException : CourseException
{
    internal FileNotWrittenException(string file, string problem, Exception? cause = null)
        : base($"{file} was not written, and what was there before is unchanged: {problem}", cause) { }
}
