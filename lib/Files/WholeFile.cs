using System.Security.Cryptography;
using System.Text;

namespace Course.Files;

/// <summary>
/// Writes a file whole or not at all: who reads the path sees the old file or the new one, never half of one or two mixed, whoever else
/// writes it at the same time and whenever a writer is killed. A link is followed, and what it leads to is written.
/// </summary>
public static class WholeFile
{
    private const string Begin = ".course-", End = ".partial";

    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    /// <summary>Writes beside the file under a name of its own, forces the bytes to the disk and then renames.</summary>
    /// <param name="path">The file to make or to replace; its folder is made if missing.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="FileNotWrittenException">The disk is full, the folder write-protected, or the path is a device's; the old file is
    /// untouched.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        try
        {
            if (!UnixFile.IsOrdinaryOrAbsent(path))
                throw new IOException("it is a device or a pipe, which cannot be written whole. Name a file.");
            Replace(FollowLinks(Path.GetFullPath(path)), write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileNotWrittenException(path, e.Message, e);
        }
    }

    /// <summary>Writes bytes.</summary>
    /// <inheritdoc cref="Write(string, Action{Stream})"/>
    /// <param name="path">The file to make or to replace; its folder is made if missing.</param>
    /// <param name="content">The content.</param>
    public static void Write(string path, byte[] content) => Write(path, stream => stream.Write(content));

    /// <summary>Writes text as UTF-8.</summary>
    /// <inheritdoc cref="Write(string, byte[])"/>
    public static void Write(string path, string content) => Write(path, Encoding.UTF8.GetBytes(content));

    /// <summary>Writes bytes if nobody else has written the file before.</summary>
    /// <param name="path">The file to make; its folder is made if missing.</param>
    /// <param name="content">The content.</param>
    /// <returns>False if the file is there already: it stays as it is.</returns>
    /// <exception cref="FileNotWrittenException">The disk is full, or the folder write-protected.</exception>
    public static bool WriteFirst(string path, byte[] content)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (File.Exists(path)) return false;
        try
        {
            Replace(Path.GetFullPath(path), stream => stream.Write(content), overwrite: false);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return File.Exists(path) ? false : throw new FileNotWrittenException(path, e.Message, e);
        }
    }

    /// <summary>Makes sure, before long work, that its result can be written.</summary>
    /// <param name="path">The file to make or to replace.</param>
    /// <exception cref="FileNotWrittenException">It cannot.</exception>
    public static void CheckWritable(string path)
    {
        try
        {
            Write(path, _ => throw new OperationCanceledException());
        }
        catch (OperationCanceledException)
        {
            // The file beside it was made, and is gone again.
        }
    }

    private static string FollowLinks(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    private static void Replace(string path, Action<Stream> write, bool overwrite = true)
    {
        var folder = Path.GetDirectoryName(path) ?? throw new IOException("it is a folder. Name a file.");
        Directory.CreateDirectory(folder);
        Sweep(folder);
        // CreateNew follows no link and takes no name that another has: neither can be laid in wait for us.
        var partial = Path.Combine(folder, Begin + RandomNumberGenerator.GetHexString(16, lowercase: true) + End);
        try
        {
            using (var stream = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                KeepPermissions(path, stream);
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(partial, path, overwrite);            // without overwrite: by a link, so that of two writers one is first
        }
        catch
        {
            DeleteIfPossible(partial);
            throw;
        }
        UnixFile.SyncFolder(folder);
    }

    private static void KeepPermissions(string path, FileStream stream)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(path)) File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(path));
    }

    /// <summary>Takes away what killed writers left behind.</summary>
    private static void Sweep(string folder)
    {
        foreach (var partial in new DirectoryInfo(folder).EnumerateFiles(Begin + "*" + End))
            if (DateTime.UtcNow - partial.LastWriteTimeUtc > Abandoned) DeleteIfPossible(partial.FullName);
    }

    private static void DeleteIfPossible(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another's, or its folder is gone: it is in nobody's way.
        }
    }
}
