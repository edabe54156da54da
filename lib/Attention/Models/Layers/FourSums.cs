using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Attention.Models.Layers;

/// <summary>Sixty-four sums that stay in registers: a structure of four vectors, no more, is what the compiler takes apart.</summary>
internal struct FourSums
{
    private Vector512<float> a, b, c, d;

    /// <summary>Adds four products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector512<float> x0, Vector512<float> x1, Vector512<float> x2, Vector512<float> x3, Vector512<float> y)
    {
        a = Avx512F.FusedMultiplyAdd(x0, y, a);
        b = Avx512F.FusedMultiplyAdd(x1, y, b);
        c = Avx512F.FusedMultiplyAdd(x2, y, c);
        d = Avx512F.FusedMultiplyAdd(x3, y, d);
    }

    /// <summary>Adds the sums to sixty-four numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly unsafe void AddTo(float* sums)
    {
        (a + Vector512.Load(sums)).Store(sums);
        (b + Vector512.Load(sums + 16)).Store(sums + 16);
        (c + Vector512.Load(sums + 32)).Store(sums + 32);
        (d + Vector512.Load(sums + 48)).Store(sums + 48);
    }
}
