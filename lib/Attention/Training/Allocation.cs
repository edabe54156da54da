using System.Runtime.InteropServices;

namespace Attention.Training;

/// <summary>Tells glibc's allocator to keep freed memory: a training step asks for the same buffers again and again.</summary>
internal static class Allocation
{
    private const int TrimThreshold = -1, MmapMax = -4;     // M_TRIM_THRESHOLD, M_MMAP_MAX of malloc.h

    public static void KeepFreedMemory()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            _ = SetOption(MmapMax, 0);
            _ = SetOption(TrimThreshold, int.MaxValue);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library: training works, only slower.
        }
    }

    [DllImport("libc", EntryPoint = "mallopt"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetOption(int option, int value);
}
