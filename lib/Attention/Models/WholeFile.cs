namespace Attention.Models;

/// <summary>Writes a file whole or not at all: a reader never sees half of it, and a failure leaves the old one as it was.</summary>
public static class WholeFile
{
    /// <summary>Writes beside the file, forces the bytes to the disk and then renames.</summary>
    /// <param name="path">The file to make or to replace; its folder is made if missing.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The disk is full, or another process writes the same file; the old file is untouched.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        path = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var partial = path + ".partial";
        try
        {
            using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception e)
        {
            File.Delete(partial);
            if (e is IOException) throw new IOException($"{path} was not written, and what was there before is unchanged: {e.Message}", e);
            throw;
        }
    }
}
