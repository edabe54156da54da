using System.Diagnostics;

namespace Attention.Tests.Models.Fuzz;

/// <summary>Runs one explicit test of this assembly in a process of its own, whose memory is limited.</summary>
internal static class LimitedProcess
{
    public const string CountVariable = "COURSE_FUZZ", ReportVariable = "COURSE_FUZZ_REPORT";
    private const long AddressSpaceKilobytes = 6_000_000;       // libtorch and the runtime reserve 4 GB before anything is read
    private const string ManagedBytes = "0x10000000";           // 256 MB

    /// <summary>Runs it to its end.</summary>
    /// <param name="method">The full name of the test.</param>
    /// <param name="count">How many inputs it tries.</param>
    /// <param name="report">The file it writes its report to.</param>
    /// <returns>The exit code and all that it printed.</returns>
    public static (int ExitCode, string Output) Run(string method, int count, string report)
    {
        var start = new ProcessStartInfo("/bin/bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = ["-c", $"ulimit -v {AddressSpaceKilobytes}; exec \"$@\" 2>&1", "bash",
            .. ThisProgram(), "-explicit", "only", "-method", method];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment[CountVariable] = $"{count}";
        start.Environment[ReportVariable] = report;
        start.Environment["DOTNET_GCHeapHardLimit"] = ManagedBytes;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static string[] ThisProgram()
    {
        var (host, assembly) = (Environment.ProcessPath!, typeof(LimitedProcess).Assembly.Location);
        return Path.GetFileNameWithoutExtension(host) == "dotnet" ? [host, assembly] : [host];
    }
}
