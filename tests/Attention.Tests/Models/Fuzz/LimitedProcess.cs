using System.Diagnostics;

namespace Attention.Tests.Models.Fuzz;

/// <summary>Runs one explicit test of this assembly in a process of its own, whose memory is limited.</summary>
internal static class LimitedProcess
{
    public const string CountVariable = "COURSE_FUZZ", ReportVariable = "COURSE_FUZZ_REPORT";
    private const long AddressSpaceKilobytes = 6_000_000;       // libtorch and the runtime reserve 4 GB before anything is read
    private const long ManagedMegabytes = 256;

    /// <summary>Runs it to its end.</summary>
    /// <param name="method">The full name of the test.</param>
    /// <param name="count">How many inputs it tries.</param>
    /// <param name="report">The file it writes its report to.</param>
    /// <param name="managed">The megabytes that it may have beside native memory, which is also what it takes the machine to have.</param>
    /// <param name="addresses">The kilobytes of address space that it may have.</param>
    /// <returns>The exit code and all that it printed.</returns>
    public static (int ExitCode, string Output) Run(string method, int count, string report, long managed = ManagedMegabytes,
        long addresses = AddressSpaceKilobytes)
    {
        var start = new ProcessStartInfo("/bin/bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = ["-c", $"ulimit -v {addresses}; exec \"$@\" 2>&1", "bash",
            .. ThisProgram(), "-explicit", "only", "-method", method];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment[CountVariable] = $"{count}";
        start.Environment[ReportVariable] = report;
        start.Environment["DOTNET_GCHeapHardLimit"] = $"0x{managed << 20:x}";
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
