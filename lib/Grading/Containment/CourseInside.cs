using System.Runtime.InteropServices;
using Attention.Models;

namespace Grading.Containment;

/// <summary>What a submission may read of the course: its programs, its data, and the packages that its folders link to. No
/// notebook.</summary>
public static class CourseInside
{
    /// <summary>The paths.</summary>
    /// <param name="course">The folder of the course.</param>
    /// <returns>Full paths of folders.</returns>
    public static IReadOnlyList<string> Readable(string course)
    {
        // Files of the folders of programs are links to those of other projects, and into the packages' folder.
        string[] programs = [Path.Combine(course, "lib"), AppContext.BaseDirectory.TrimEnd('/')];
        string[] linking = [AppContext.BaseDirectory, Path.Combine(course, "lib", "Attention.Interactive", "bin", "Release")];
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return [.. programs, Catalogue.DataFolder(), dotnet.TrimEnd('/'), .. linking.SelectMany(LinkedTo).Distinct()];
    }

    /// <summary>The script that brings the library into a notebook, with full paths.</summary>
    /// <param name="course">The folder of the course.</param>
    /// <returns>The text of setup.csx.</returns>
    public static string SetUp(string course) =>
        File.ReadAllText(Path.Combine(course, "notebooks", "setup.csx"))
            .Replace("#r \"../lib/", $"#r \"{course}/lib/", StringComparison.Ordinal);

    /// <summary>The packages' folder, if files of a program are links into one: its first folder that ends so.</summary>
    private static IEnumerable<string> LinkedTo(string program)
    {
        foreach (var file in new DirectoryInfo(program).EnumerateFiles("*", SearchOption.AllDirectories))
            if (file.LinkTarget is { } target && Path.GetFullPath(target, file.DirectoryName!) is var full
                && full.IndexOf("/packages/", StringComparison.Ordinal) is > 0 and var end) yield return full[..(end + "/packages".Length)];
    }
}
