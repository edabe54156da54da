using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Attention.Models.Layers;
using static System.Runtime.Intrinsics.Vector512;

namespace Attention.Models.Columns;

/// <summary>RMSNorm (Zhang and Sennrich 2019) where tokens lie side by side.</summary>
internal static unsafe class ColumnNorm
{
    private const int Lanes = ProductTile.Lanes, SummedTogether = ProductTile.SummedTogether;

    /// <summary>Each token divided by the root of its mean square, and weighted.</summary>
    /// <param name="x">[D, tokens].</param>
    /// <param name="weight">[D].</param>
    /// <param name="epsilon">What is added to the mean square.</param>
    /// <param name="y">[D, tokens], written over.</param>
    public static void Set(TokenColumns x, float* weight, float epsilon, TokenColumns y) =>
        SharedWork.Do(x.Tiles, 2L * x.Tokens * x.Width, tile =>
        {
            var first = x.FirstOf(tile);
            for (var lane = 0; lane < x.LanesAt(first); lane += Lanes)
                Scale(x.At(first) + lane, weight, epsilon, x.Width, x.LanesAt(first), y.At(first) + lane);
        });

    /// <summary>Sixteen tokens.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(float* x, float* weight, float epsilon, int width, int stride, float* y)
    {
        var squares = Vector512<float>.Zero;
        for (var from = 0; from < width; from += SummedTogether)
        {
            var part = Vector512<float>.Zero;
            for (var d = from; d < Math.Min(width, from + SummedTogether); d++)
            {
                var number = Load(x + (long)d * stride);
                part += number * number;
            }
            squares += part;
        }
        var scale = Vector512<float>.One / Sqrt(squares / Create((float)width) + Create(epsilon));
        for (var d = 0; d < width; d++) (Load(x + (long)d * stride) * scale * Create(weight[d])).Store(y + (long)d * stride);
    }
}
