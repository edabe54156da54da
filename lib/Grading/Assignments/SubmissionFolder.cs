namespace Grading.Assignments;

/// <summary>The submissions in a folder: a notebook each, or a folder each as nbgrader keeps them (LEARNER/.../NOTEBOOK.ipynb).</summary>
public static class SubmissionFolder
{
    private static readonly EnumerationOptions Deep = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 3,
        AttributesToSkip = FileAttributes.ReparsePoint
    };

    /// <summary>Finds them; links are not followed.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Learner and file, in order of the names; a file that is no notebook is among them, for whoever handed it in is to hear of
    /// it.</returns>
    public static IReadOnlyList<(string Learner, string Path)> Find(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var found = new List<(string Learner, string Path)>();
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (entry is DirectoryInfo learner && learner.LinkTarget is null) found.AddRange(In(learner));
            else found.Add((Path.GetFileNameWithoutExtension(entry.Name), entry.FullName));
        }
        return found;
    }

    private static IEnumerable<(string Learner, string Path)> In(DirectoryInfo learner)
    {
        string[] notebooks = [.. learner.EnumerateFiles("*", Deep).Select(file => file.FullName)
            .Where(path => path.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)
                && !path.Contains(".ipynb_checkpoints", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        if (notebooks.Length == 0) return [(learner.Name, Path.Combine(learner.FullName, "(no notebook)"))];
        return notebooks.Select(path => (learner.Name, path));
    }
}
