using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Attention.Models.Layers;
using static System.Runtime.Intrinsics.Vector512;
using static TorchSharp.torch;

namespace Attention.Models.Columns;

/// <summary>Rotary positions (Su et al. 2021) where tokens lie side by side.</summary>
internal sealed unsafe class ColumnRotary
{
    private const int Rows = ProductTile.Rows, Lanes = ProductTile.Lanes;

    private readonly int pairs;
    private readonly Tensor? cos, sin;                                                                      // [pairs, T + 64]

    /// <summary>Tables in the caller's dispose scope.</summary>
    /// <param name="rotary">The turn of a layer's heads.</param>
    /// <param name="tokens">How many positions.</param>
    public ColumnRotary(Rotary rotary, int tokens)
    {
        if (rotary.AnglesOf(tokens) is not { } angles) return;
        Tensor Columns(Tensor table) => cat([table.t(), zeros(table.shape[1], Rows)], 1);
        (cos, sin, pairs) = (Columns(angles.Cos), Columns(angles.Sin), (int)angles.Cos.shape[1]);
    }

    /// <summary>Turns sixty-four tokens by their positions, and multiplies them.</summary>
    /// <param name="numbers">[hd, 64]: the first half of those that turn, the other half, and those that do not.</param>
    /// <param name="hd">Numbers of a token.</param>
    /// <param name="position">Of the first token.</param>
    /// <param name="factor">What all are multiplied with.</param>
    public void Turn(float* numbers, int hd, int position, float factor)
    {
        if (cos is not null && sin is not null)
            Turn(numbers, cos.Address() + position, sin.Address() + position, pairs, (int)cos.shape[1], factor);
        for (var i = 2 * pairs * Rows; i < hd * Rows && factor != 1; i += Lanes) (Load(numbers + i) * factor).Store(numbers + i);
        GC.KeepAlive(cos);
        GC.KeepAlive(sin);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn(float* numbers, float* cos, float* sin, int pairs, int stride, float factor)
    {
        for (var pair = 0; pair < pairs; pair++)
            for (var lane = 0; lane < Rows; lane += Lanes)
            {
                float* first = numbers + pair * Rows + lane, second = first + pairs * Rows;
                Vector512<float> a = Load(first), b = Load(second);
                Vector512<float> c = Load(cos + (long)pair * stride + lane), s = Load(sin + (long)pair * stride + lane);
                ((a * c - b * s) * factor).Store(first);
                ((b * c + a * s) * factor).Store(second);
            }
    }
}
