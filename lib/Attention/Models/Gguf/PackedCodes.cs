using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Attention.Models.Gguf;

/// <summary>Small whole numbers packed into bytes, and what a scale makes of them; sixteen at a time.</summary>
/// <remarks>Optimized from the first call on, as all that unpacks is: a model is read in the first second of a process, before code that is
/// called often is compiled anew.</remarks>
internal static class PackedCodes
{
    private const int Step = 16;

    /// <summary>codes[i] = some bits of packed[i]; the lengths are equal and multiples of 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Take(ReadOnlySpan<byte> packed, int shift, byte mask, Span<sbyte> codes)
    {
        ref var from = ref MemoryMarshal.GetReference(packed);
        ref var to = ref Unsafe.As<sbyte, byte>(ref MemoryMarshal.GetReference(codes));
        for (nuint i = 0; i < (nuint)codes.Length; i += Step)
            ((Vector128.LoadUnsafe(ref from, i) >> shift) & Vector128.Create(mask)).StoreUnsafe(ref to, i);
    }

    /// <summary>codes[i] += some bits of packed[i], put at a higher place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ReadOnlySpan<byte> packed, int shift, byte mask, int place, Span<sbyte> codes)
    {
        ref var from = ref MemoryMarshal.GetReference(packed);
        ref var to = ref Unsafe.As<sbyte, byte>(ref MemoryMarshal.GetReference(codes));
        for (nuint i = 0; i < (nuint)codes.Length; i += Step)
        {
            var bits = ((Vector128.LoadUnsafe(ref from, i) >> shift) & Vector128.Create(mask)) << place;
            (Vector128.LoadUnsafe(ref to, i) + bits).StoreUnsafe(ref to, i);
        }
    }

    /// <summary>values[i] = scale (codes[i] - zero) + offset, rounded as the reference does: no fused products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(ReadOnlySpan<sbyte> codes, int zero, float scale, float offset, Span<float> values)
    {
        ref var from = ref MemoryMarshal.GetReference(codes);
        ref var to = ref MemoryMarshal.GetReference(values[..codes.Length]);
        var (d, m, middle) = (Vector256.Create(scale), Vector256.Create(offset), Vector128.Create((sbyte)zero));
        for (nuint i = 0; i < (nuint)codes.Length; i += Step)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref from, i) - middle);
            (Vector256.ConvertToSingle(Wide(low)) * d + m).StoreUnsafe(ref to, i);
            (Vector256.ConvertToSingle(Wide(high)) * d + m).StoreUnsafe(ref to, i + Step / 2);
        }
    }

    /// <summary>A 16-bit float.</summary>
    public static float Half(ReadOnlySpan<byte> bytes) => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes);

    private static Vector256<int> Wide(Vector128<short> numbers) =>
        Vector256.Create(Vector128.WidenLower(numbers), Vector128.WidenUpper(numbers));
}
