using System.Diagnostics;
using Attention.Models;
using Attention.Models.Layers;
using static TorchSharp.torch;

namespace Attention.Studies;

/// <summary>The yardstick of speed: a large square matrix product, by libtorch's or by the course's own, whichever is faster.</summary>
public static class MatrixProduct
{
    private const int Repetitions = 5;

    /// <summary>What a device reaches at this moment. On a machine that is shared it changes by the minute: measure it beside what is
    /// compared with it.</summary>
    /// <param name="dtype">The type of the numbers.</param>
    /// <param name="device">The device; the CPU by default.</param>
    /// <returns>Floating-point operations a second, the best of five products each way.</returns>
    public static double Peak(ScalarType dtype, Device? device = null)
    {
        NativeTorch.Load();
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        device ??= CPU;
        var n = device.type == TorchSharp.DeviceType.CPU ? 2048L : 8192L;
        var (a, b) = (randn([n, n], device: device).to_type(dtype), randn([n, n], device: device).to_type(dtype));
        double Fastest(Func<Tensor, Tensor, Tensor> product)
        {
            void Once()
            {
                product(a, b).Dispose();
                Finish(device);
            }
            Once();
            return Enumerable.Range(0, Repetitions).Min(_ => Seconds(Once));
        }
        return 2.0 * n * n * n / Math.Min(Fastest((x, y) => x.mm(y)), Fastest(LinearProduct.OfRows));
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
