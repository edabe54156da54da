using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Grading.Tests;

/// <summary>The program, started as a teacher would.</summary>
internal static class CourseProcess
{
    public static string Folder { get; } = FindFolder();

    public static IReadOnlyList<string> Command { get; } =
    [
        Path.Combine(Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")), "dotnet"),
        Path.Combine(Folder, "lib", "Course.Cli", "bin", "Release", "course.dll"),
    ];

    public static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo(Command[0], [Command[1], .. arguments]) { RedirectStandardOutput = false, WorkingDirectory = Folder })!;

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Course.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
