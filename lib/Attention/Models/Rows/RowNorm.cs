using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Attention.Models.Layers;
using static System.Runtime.Intrinsics.Vector512;

namespace Attention.Models.Rows;

/// <summary>RMSNorm (Zhang and Sennrich 2019) of a stream in fp32, for products in bf16.</summary>
internal static unsafe class RowNorm
{
    private const int Lanes = ProductTile.Lanes;

    /// <summary>Adds what a part of a layer gives to the stream.</summary>
    /// <param name="stream">[count].</param>
    /// <param name="given">[count] in bf16.</param>
    /// <param name="count">A multiple of sixteen.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* stream, ushort* given, int count)
    {
        for (var i = 0; i < count; i += Lanes) (Load(stream + i) + Halves.Floats(Vector256.Load(given + i))).Store(stream + i);
    }

    /// <summary>A token divided by the root of its mean square, and weighted.</summary>
    /// <param name="x">[width].</param>
    /// <param name="weight">[width].</param>
    /// <param name="epsilon">What is added to the mean square.</param>
    /// <param name="width">A multiple of sixteen.</param>
    /// <param name="y">[width] in bf16, written over.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Set(float* x, float* weight, float epsilon, int width, ushort* y)
    {
        var squares = Vector512<float>.Zero;
        for (var d = 0; d < width; d += Lanes) squares += Load(x + d) * Load(x + d);
        var scale = Create(1 / MathF.Sqrt(Sum(squares) / width + epsilon));
        for (var d = 0; d < width; d += Lanes) Halves.Nearest(Load(x + d) * scale * Load(weight + d)).Store(y + d);
    }
}
