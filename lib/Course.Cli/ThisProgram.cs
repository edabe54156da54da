using System.Runtime.InteropServices;

namespace Course.Cli;

/// <summary>How this program is started again.</summary>
public static class ThisProgram
{
    /// <summary>The .NET that runs it now and its dll: unlike the executable beside it, these need no environment to find each
    /// other.</summary>
    /// <returns>Full paths.</returns>
    public static IReadOnlyList<string> Command()
    {
        // shared/Microsoft.NETCore.App/VERSION lies in .NET's own folder, beside the dotnet program.
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var dotnet = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        var course = typeof(ThisProgram).Assembly.Location;
        return File.Exists(dotnet) ? [dotnet, course] : [Environment.ProcessPath!];
    }
}
