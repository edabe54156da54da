namespace Course.Files;

/// <summary>Tells whose hands an open file is in, before it is mapped into memory: who cuts a mapped file ends every process that reads
/// it.</summary>
public static class TrustedFile
{
    /// <summary>Why somebody could change an open file who cannot change this program as well.</summary>
    /// <param name="file">The open file; what its path leads to later does not count.</param>
    /// <returns>What is wrong and what to do; null if it belongs to this user, to root or to the owner of this program, and nobody else may
    /// write to it. On Windows null: there a mapped file cannot be cut.</returns>
    /// <exception cref="IOException">The system says nothing about the file.</exception>
    public static string? WhyNot(FileStream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (OperatingSystem.IsWindows()) return null;
        if ((File.GetUnixFileMode(file.SafeFileHandle) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0)
            return "others may write to it. Take that right away (chmod go-w).";
        uint[] trusted = [0, UnixFile.User, UnixFile.OwnerOf(typeof(TrustedFile).Assembly.Location)];
        return trusted.Contains(UnixFile.OwnerOf(file.SafeFileHandle))
            ? null
            : "it belongs to another user than this one, root, and the owner of the course.";
    }
}
