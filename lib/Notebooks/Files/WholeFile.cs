using System.Text;

namespace Notebooks.Files;

/// <summary>Writes a file whole or not at all: a failure leaves the old one as it was.</summary>
public static class WholeFile
{
    /// <summary>Writes beside the file and then renames.</summary>
    /// <param name="path">The file to make or to replace; its folder is made if missing.</param>
    /// <param name="content">The content.</param>
    /// <exception cref="IOException">The file cannot be written; the old one is untouched.</exception>
    public static void Write(string path, byte[] content)
    {
        path = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var partial = path + ".partial";
        try
        {
            File.WriteAllBytes(partial, content);
            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    /// <summary>Writes text as UTF-8.</summary>
    /// <inheritdoc cref="Write(string, byte[])"/>
    public static void Write(string path, string content) => Write(path, Encoding.UTF8.GetBytes(content));
}
