using System.Diagnostics;

namespace Course.Damage;

/// <summary>Runs tests of this program again in a process that may have only so much memory: who takes more is ended by the
/// system.</summary>
internal static class BoundedProcess
{
    private const long HeapShare = 6;    // of the address space; the runtime's own and native code have the rest

    /// <summary>Runs a class of tests.</summary>
    /// <param name="testClass">Its name.</param>
    /// <param name="megabytes">The address space of the process.</param>
    public static void Run(string testClass, long megabytes)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Address space is bounded by ulimit, which Windows has not.");
        var start = new ProcessStartInfo("bash",
            ["-c", $"ulimit -v {megabytes * 1024}; exec \"$0\" \"$@\"", Environment.ProcessPath!, "-class", "*" + testClass])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = $"0x{megabytes * 1024 * 1024 / HeapShare:x}";
        using var process = Process.Start(start)!;
        var error = Task.Run(process.StandardError.ReadToEnd);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + error.Result);
    }
}
