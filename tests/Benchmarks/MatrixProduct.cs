using System.Diagnostics;
using static TorchSharp.torch;

namespace Benchmarks;

/// <summary>The yardstick: a large square matrix product.</summary>
internal static class MatrixProduct
{
    private const int N = 2048;

    /// <summary>Best of five, in GFLOP/s.</summary>
    public static double Peak(ScalarType dtype)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var (a, b) = (randn(N, N).to_type(dtype), randn(N, N).to_type(dtype));
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var started = Stopwatch.GetTimestamp();
            a.mm(b).Dispose();
            if (Stopwatch.GetElapsedTime(started) is var time && time < best) best = time;
        }
        return 2.0 * N * N * N / best.TotalSeconds / 1e9;
    }
}
