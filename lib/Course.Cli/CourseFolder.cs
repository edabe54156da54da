using Course.Files;

namespace Course.Cli;

/// <summary>The folder that the course lies in, found from wherever the command is called.</summary>
public static class CourseFolder
{
    /// <summary>Looks upwards from the working folder, and then from where this program lies.</summary>
    /// <returns>The folder with Course.sln.</returns>
    /// <exception cref="WrongUseException">There is none.</exception>
    public static string Find() =>
        Above(Environment.CurrentDirectory) ?? Above(AppContext.BaseDirectory)
        ?? throw new WrongUseException(
            $"Neither {Environment.CurrentDirectory} nor this program lies in the folder of the course (the one with Course.sln).");

    /// <summary>The chapters; solutions and notebooks that <c>course run</c> has written are none.</summary>
    /// <param name="root">The folder of the course.</param>
    /// <returns>Their files, in order.</returns>
    public static string[] Notebooks(string root)
    {
        var folder = new DirectoryInfo(Path.Combine(root, "notebooks"));
        var files = folder.Exists ? folder.GetFiles("*.ipynb") : [];
        return [.. files
            .Where(file => !file.Name.Contains("solution", StringComparison.OrdinalIgnoreCase)
                && !file.Name.EndsWith(".executed.ipynb", StringComparison.Ordinal))
            .Select(file => file.FullName).Order(StringComparer.Ordinal)];
    }

    private static string? Above(string folder)
    {
        for (var candidate = new DirectoryInfo(folder); candidate is not null; candidate = candidate.Parent)
            if (File.Exists(Path.Combine(candidate.FullName, "Course.sln"))) return candidate.FullName;
        return null;
    }
}
