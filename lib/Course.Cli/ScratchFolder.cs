namespace Course.Cli;

/// <summary>A folder for files on their way, which only this user can read. It goes when it is disposed, or, where the process was killed,
/// when the next one is made.</summary>
public sealed class ScratchFolder : IDisposable
{
    private const string LockFile = "in-use";
    private static readonly TimeSpan TimeToLock = TimeSpan.FromMinutes(1);
    private readonly DirectoryInfo folder;
    private readonly FileStream held;

    /// <summary>Makes a folder, and removes those that processes have left which are gone.</summary>
    /// <param name="prefix">How the names of such folders begin.</param>
    public ScratchFolder(string prefix)
    {
        foreach (var left in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(prefix + "*")) RemoveIfLeft(left);
        folder = Directory.CreateTempSubdirectory(prefix);
        held = Lock(folder);
    }

    /// <summary>Where it is.</summary>
    public string FullName => folder.FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        held.Dispose();
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException)    // another has taken it away already, or a process that was killed still writes: the next one takes it away
        {
        }
    }

    /// <summary>The lock goes with the process that holds it, however that ends.</summary>
    private static FileStream Lock(DirectoryInfo folder) =>
        new(Path.Combine(folder.FullName, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private static void RemoveIfLeft(DirectoryInfo left)
    {
        try
        {
            if (left.LinkTarget is not null || DateTime.UtcNow - left.CreationTimeUtc < TimeToLock
                && !File.Exists(Path.Combine(left.FullName, LockFile))) return;
            Lock(left).Dispose();
            left.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)    // in use, or another user's
        {
        }
    }
}
