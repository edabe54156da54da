using System.Globalization;
using System.Runtime.InteropServices;

namespace Course.Cli;

/// <summary>
/// The cultures of .NET, for cells that ask for one. What is written stays as it is everywhere: by the invariant culture, until somebody
/// asks for another. On a Linux without ICU's libraries .NET would end the process before its first line; here it goes on without cultures.
/// </summary>
internal static class Cultures
{
    /// <summary>Versions of ICU, the newest first, as .NET looks for them.</summary>
    private const int Newest = 100, Oldest = 50;

    /// <summary>To be called before anything else.</summary>
    public static void Prepare()
    {
        if (OperatingSystem.IsLinux() && !HasIcu()) AppContext.SetSwitch("System.Globalization.Invariant", true);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
    }

    private static bool HasIcu()
    {
        for (var version = Newest; version >= Oldest; version--)
        {
            if (!NativeLibrary.TryLoad("libicuuc.so." + Digits(version), out var library)) continue;
            NativeLibrary.Free(library);
            return true;
        }
        return NativeLibrary.TryLoad("libicuuc.so", out _);
    }

    /// <summary>A number is written by a culture, and none may be asked for yet.</summary>
    private static string Digits(int version) =>
        version == 100 ? "100" : new string([(char)('0' + version / 10), (char)('0' + version % 10)]);
}
