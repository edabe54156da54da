using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>How much memory a device has left for a model's run.</summary>
internal static class DeviceMemory
{
    /// <summary>Half of the machine's (or container's) memory, or nine tenths of what the GPU has free.</summary>
    /// <returns>Bytes.</returns>
    public static long For(Device device) =>
        device.type == TorchSharp.DeviceType.CUDA && OperatingSystem.IsLinux() && FreeOnGpu(out var free, out _) == 0
            ? (long)free / 10 * 9
            : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;

    /// <summary>All of a GPU's memory, or half of the machine's (or container's).</summary>
    /// <returns>Bytes.</returns>
    public static long Whole(Device device) =>
        device.type == TorchSharp.DeviceType.CUDA && OperatingSystem.IsLinux() && FreeOnGpu(out _, out var total) == 0
            ? (long)total
            : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;

    /// <summary>Whether native code failed for want of memory, on the processor or on a GPU.</summary>
    public static bool RanOut(ExternalException failure) =>
        failure.Message.Contains("allocate memory", StringComparison.Ordinal)
            || failure.Message.Contains("out of memory", StringComparison.Ordinal);

    [DllImport("libcuda.so.1", EntryPoint = "cuMemGetInfo_v2"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FreeOnGpu(out nuint free, out nuint total);
}
