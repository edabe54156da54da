using Course.Files;

namespace Course.Cli;

/// <summary>
/// <c>course</c> as a word that every terminal knows: a link in the folder where .NET keeps its tools. A link and no packed tool, since a
/// tool would be a copy of 500 MB that grows stale with the next build.
/// </summary>
/// <param name="course">The folder of the course.</param>
public sealed class PathEntry(string course)
{
    /// <summary>Names another home for .NET's tools, as for .NET itself.</summary>
    public const string HomeVariable = "DOTNET_CLI_HOME";

    private readonly string script = Path.Combine(course, OperatingSystem.IsWindows() ? "course.cmd" : "course");

    /// <summary>The folder of .NET's tools.</summary>
    public static string Folder => Path.Combine(
        Environment.GetEnvironmentVariable(HomeVariable) is { Length: > 0 } home
            ? home
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet", "tools");

    /// <summary>The link, or on Windows the batch file that calls the course's own.</summary>
    public string File => Path.Combine(Folder, Path.GetFileName(script));

    /// <summary>Whether the terminal finds what lies there.</summary>
    public static bool IsOnPath => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => folder.Length > 0 && Path.TrimEndingDirectorySeparator(folder) == Path.TrimEndingDirectorySeparator(Folder));

    /// <summary>Puts it there, in place of that of another copy of the course.</summary>
    /// <exception cref="WrongUseException">Another program has the name.</exception>
    public void Install()
    {
        Directory.CreateDirectory(Folder);
        Remove();
        if (OperatingSystem.IsWindows()) WholeFile.Write(File, Batch(script));
        else System.IO.File.CreateSymbolicLink(File, script);
    }

    /// <summary>Takes it away.</summary>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="WrongUseException">Another program has the name.</exception>
    public bool Remove()
    {
        var entry = new FileInfo(File);
        if (!entry.Exists && entry.LinkTarget is null) return false;
        if (!IsOurs(entry))
            throw new WrongUseException($"{File} is another program's. Remove it, or call the course by its full path, {script}.");
        entry.Delete();
        return true;
    }

    private static bool IsOurs(FileInfo entry) => OperatingSystem.IsWindows()
        ? TextFile.Read(entry.FullName).StartsWith(Batch(""), StringComparison.Ordinal)
        : entry.LinkTarget is { } target && (!System.IO.File.Exists(target)
            || System.IO.File.Exists(Path.Combine(Path.GetDirectoryName(target)!, "Course.sln")));

    private static string Batch(string target) =>
        $"@rem The course's command line.\r\n{(target.Length == 0 ? "" : $"@\"{target}\" %*\r\n")}";
}
