namespace Grading.Containment;

/// <summary>A folder for one submission: an empty place for its world, and the files that it begins with. It goes when it is
/// disposed.</summary>
public sealed class EmptyFolder : IDisposable
{
    private readonly DirectoryInfo folder;

    /// <summary>Makes the two.</summary>
    /// <param name="parent">The folder that they are made in; null for the system's own for temporary files.</param>
    public EmptyFolder(string? parent = null)
    {
        folder = parent is null
            ? Directory.CreateTempSubdirectory("course-submission-")
            : Directory.CreateDirectory(Path.Combine(parent, Guid.NewGuid().ToString("N")));
        Directory.CreateDirectory(Root);
        Directory.CreateDirectory(Work);
    }

    /// <summary>Where its world is built; on this machine it stays empty.</summary>
    public string Root => Path.Combine(folder.FullName, "root");

    /// <summary>What is copied into its working folder.</summary>
    public string Work => Path.Combine(folder.FullName, "work");

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);
}
