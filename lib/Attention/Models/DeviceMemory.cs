using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>How much memory a device has left for a model's run.</summary>
internal static class DeviceMemory
{
    /// <summary>Half of the machine's (or container's) memory, or nine tenths of what the GPU has free.</summary>
    /// <returns>Bytes.</returns>
    public static long For(Device device) =>
        OnGpu(device) is { } gpu ? gpu.Free / 10 * 9 : HalfOfMachine;

    /// <summary>All of a GPU's memory, or half of the machine's (or container's).</summary>
    /// <returns>Bytes.</returns>
    public static long Whole(Device device) =>
        OnGpu(device) is { } gpu ? gpu.Total : HalfOfMachine;

    /// <summary>Numbers that pass by in a layer for each token.</summary>
    public static long NumbersOfToken(TransformerConfig config) => 8L * config.HiddenSize + 3L * config.IntermediateSize;

    /// <summary>Numbers for each query and key of a pattern, all heads together: scores, weights and a copy.</summary>
    public static long NumbersOfCell(TransformerConfig config) => 3L * config.NumAttentionHeads;

    /// <summary>Whether native code failed for want of memory, on the processor or on a GPU.</summary>
    public static bool RanOut(ExternalException failure) =>
        failure.Message.Contains("allocate memory", StringComparison.Ordinal)
            || failure.Message.Contains("out of memory", StringComparison.Ordinal);

    private static long HalfOfMachine => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;

    /// <summary>Bytes; null where there is no GPU, or it cannot be asked.</summary>
    private static (long Free, long Total)? OnGpu(Device device) =>
        device.type == TorchSharp.DeviceType.CUDA && OperatingSystem.IsLinux() && FreeOnGpu(out var free, out var total) == 0
            ? ((long)free, (long)total)
            : null;

    [DllImport("libcuda.so.1", EntryPoint = "cuMemGetInfo_v2"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FreeOnGpu(out nuint free, out nuint total);
}
