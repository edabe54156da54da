using Course.Files;

namespace Attention.Tokens;

/// <summary>
/// A tokenizer's file is missing, damaged, or asks for something that is not read; the message names the file and the place, what it says
/// and what is read.
/// </summary>
public sealed class TokenizerFileException : CourseException
{
    internal TokenizerFileException(string file, string? place, string problem, Exception? cause = null)
        : base(file, place, problem, cause) { }
}
