using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.Intrinsics.Vector512;

namespace Attention.Models.Rows;

/// <summary>Sixteen numbers of bf16, the upper halves of 32-bit floats, as a vector of these.</summary>
internal static class Halves
{
    /// <summary>As floats of 32 bits.</summary>
    /// <param name="halves">Sixteen numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Floats(Vector256<ushort> halves) => (Avx512F.ConvertToVector512UInt32(halves) << 16).AsSingle();

    /// <summary>The nearest numbers of bf16, ties to even. What arithmetic gives for no number stays none.</summary>
    /// <param name="numbers">Sixteen.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ushort> Nearest(Vector512<float> numbers)
    {
        var bits = numbers.AsUInt32();
        return Avx512F.ConvertToVector256UInt16((bits + Create(0x7FFFu) + (bits >> 16 & Vector512<uint>.One)) >> 16);
    }
}
