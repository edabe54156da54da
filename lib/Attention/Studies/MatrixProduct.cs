using System.Diagnostics;
using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Studies;

/// <summary>The yardstick of speed: a large square matrix product.</summary>
public static class MatrixProduct
{
    private const int Repetitions = 5;

    /// <summary>What a device reaches at this moment. On a machine that is shared it changes by the minute: measure it beside what is
    /// compared with it.</summary>
    /// <param name="dtype">The type of the numbers.</param>
    /// <param name="device">The device; the CPU by default.</param>
    /// <returns>Floating-point operations a second, the best of five products.</returns>
    public static double Peak(ScalarType dtype, Device? device = null)
    {
        NativeTorch.Load();
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        device ??= CPU;
        var n = device.type == TorchSharp.DeviceType.CPU ? 2048L : 8192L;
        var (a, b) = (randn([n, n], device: device).to_type(dtype), randn([n, n], device: device).to_type(dtype));
        void Product()
        {
            a.mm(b).Dispose();
            Finish(device);
        }
        Product();
        return 2.0 * n * n * n / Enumerable.Range(0, Repetitions).Min(_ => Seconds(Product));
    }

    /// <summary>Waits for work that was only queued.</summary>
    internal static void Finish(Device device)
    {
        if (device.type == TorchSharp.DeviceType.CUDA) cuda.synchronize();
    }

    /// <summary>How long some work takes.</summary>
    internal static double Seconds(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
