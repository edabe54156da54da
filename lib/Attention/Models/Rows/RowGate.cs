using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Attention.Models.Layers;
using static System.Runtime.Intrinsics.Vector512;

namespace Attention.Models.Rows;

/// <summary>The neurons of a gated MLP, silu(gate) times up (Shazeer 2020), of numbers in bf16.</summary>
internal static unsafe class RowGate
{
    private const int Lanes = ProductTile.Lanes;

    /// <summary>Those of a token.</summary>
    /// <param name="gateUp">Gates, then what passes them, [2 F].</param>
    /// <param name="count">F, a multiple of sixteen.</param>
    /// <param name="neurons">[F], written over.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Set(ushort* gateUp, int count, ushort* neurons)
    {
        for (var i = 0; i < count; i += Lanes)
        {
            var (gate, up) = (Halves.Floats(Vector256.Load(gateUp + i)), Halves.Floats(Vector256.Load(gateUp + count + i)));
            Halves.Nearest(gate / (Vector512<float>.One + Exp(-gate)) * up).Store(neurons + i);
        }
    }
}
