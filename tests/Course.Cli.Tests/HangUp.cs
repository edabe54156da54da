using System.Globalization;

namespace Course.Cli.Tests;

/// <summary>The signal of a terminal that closes, which who was started by <c>nohup</c> ignores, and with him whom he starts.</summary>
internal static class HangUp
{
    /// <summary>Skips a test of this signal where it is ignored.</summary>
    public static void SkipIfIgnored(string signal)
    {
        var ignored = File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))[7..].Trim();
        // HUP is the first of all signals
        var first = ulong.Parse(ignored, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & 1;
        Assert.SkipWhen(signal == "HUP" && first == 1, "Whoever started the tests ignores SIGHUP (nohup does): run them without.");
    }
}
