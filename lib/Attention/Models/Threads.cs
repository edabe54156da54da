using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>How many threads libtorch computes with, and that those which wait leave the processor to others.</summary>
internal static class Threads
{
    /// <summary>The environment variable that says with how many threads models run.</summary>
    public const string CountVariable = "COURSE_THREADS";

    /// <summary>What <see cref="CountVariable"/> says, else as many as this process may use: .NET counts what the container or cgroup
    /// allows, half a core as one.</summary>
    /// <exception cref="Course.Files.WrongUseException">The variable holds something else than a positive number.</exception>
    public static int Count
    {
        get
        {
            if (Environment.GetEnvironmentVariable(CountVariable) is not { Length: > 0 } asked) return Environment.ProcessorCount;
            return int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
                ? count
                : throw new Course.Files.WrongUseException($"{CountVariable} is '{asked}'; it must be a number of threads, such as 2.");
        }
    }

    /// <summary>Bounds libtorch's threads; it must be loaded.</summary>
    public static void Bound() => set_num_threads(Count);

    /// <summary>Has libtorch compute with this thread alone: the small steps of a short text take less time than waking another for each of
    /// some hundred, and beside other busy processes far less.</summary>
    /// <returns>To be disposed of when all may compute again.</returns>
    public static IDisposable Alone()
    {
        var before = get_num_threads();
        set_num_threads(1);
        return new Joining(before);
    }

    /// <summary>
    /// OpenMP's threads spin while they wait, which beside other busy processes takes the time that the work itself needs. They read once,
    /// when libtorch loads, that they are to block instead, after a moment; so it is said as soon as this assembly is used, in whatever
    /// host.
    /// </summary>
#pragma warning disable CA2255 // A module initializer in a library: the one place that is before libtorch in every host.
    [ModuleInitializer]
    internal static void BlockWhileWaiting()
#pragma warning restore CA2255
    {
        const string policy = "OMP_WAIT_POLICY", spins = "GOMP_SPINCOUNT";
        if (Environment.GetEnvironmentVariable(policy) is { Length: > 0 }) return;
        Environment.SetEnvironmentVariable(policy, "PASSIVE");    // for processes that this one starts, and for Windows
        if (OperatingSystem.IsWindows()) return;
        _ = SetVariable(policy, "PASSIVE", overwrite: 0);         // .NET's variables do not reach native code here
        _ = SetVariable(spins, "1000", overwrite: 0);             // some ten microseconds, in which most of what is waited for comes
    }

    [DllImport("libc", EntryPoint = "setenv"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetVariable([MarshalAs(UnmanagedType.LPUTF8Str)] string name,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);

    private sealed class Joining(int threads) : IDisposable
    {
        public void Dispose() => set_num_threads(threads);
    }
}
