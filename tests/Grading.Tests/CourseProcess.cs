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

    public static Process Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    public static Process Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var info = new ProcessStartInfo(Command[0], [Command[1], .. arguments]) { WorkingDirectory = Folder };
        foreach (var (name, value) in environment) info.Environment[name] = value;
        return Process.Start(info)!;
    }

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Course.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
