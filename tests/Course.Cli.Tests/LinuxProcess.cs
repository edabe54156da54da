using System.Diagnostics;
using System.Globalization;

namespace Course.Cli.Tests;

/// <summary>Processes as Linux shows them.</summary>
internal static class LinuxProcess
{
    /// <summary>Whether it runs; one that has ended and that nobody has asked about does not.</summary>
    public static bool IsAlive(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/stat").Split(") ")[^1][0] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Whether a process is there and has this among its arguments.</summary>
    public static bool IsCalledWith(int id, string argument)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Contains(argument, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;    // it has ended meanwhile
        }
    }

    /// <summary>Sends a signal, such as TERM.</summary>
    public static void Signal(int id, string name) =>
        Process.Start("bash", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{name} {id}")]).WaitForExit();

    /// <summary>Waits for something; false if it does not come.</summary>
    public static bool Within(TimeSpan patience, Func<bool> come)
    {
        var started = Stopwatch.GetTimestamp();
        while (!come())
        {
            if (Stopwatch.GetElapsedTime(started) > patience) return false;
            Thread.Sleep(20);
        }
        return true;
    }
}
