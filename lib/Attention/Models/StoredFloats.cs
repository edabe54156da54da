using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Attention.Models;

/// <summary>Floats of 16 bits to floats of 32 and back, and whether all are finite; eight at a time.</summary>
internal static class StoredFloats
{
    private const int Step = 8;

    /// <summary>IEEE half precision: the exponent is moved by a product that is exact; infinity and NaN become NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FromHalf(ReadOnlySpan<ushort> halves, Span<float> values)
    {
        var whole = halves.Length - halves.Length % Step;
        ref var from = ref MemoryMarshal.GetReference(halves);
        ref var to = ref MemoryMarshal.GetReference(values[..halves.Length]);
        for (nuint i = 0; i < (nuint)whole; i += Step)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref from, i));
            var bits = Vector256.Create(low, high);
            var size = (bits & Vector256.Create(0x7FFFu)) << 13;
            var moved = (size.AsSingle() * Vector256.Create(5.192296858534828e33f)).AsUInt32();                                // 2^112
            var special = Vector256.GreaterThanOrEqual(size, Vector256.Create(0x7C00u << 13)) & Vector256.Create(0x7FC00000u);
            (moved | special | (bits & Vector256.Create(0x8000u)) << 16).AsSingle().StoreUnsafe(ref to, i);
        }
        for (var i = whole; i < halves.Length; i++) values[i] = (float)BitConverter.UInt16BitsToHalf(halves[i]);
    }

    /// <summary>The upper halves of 32-bit floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FromBFloat16(ReadOnlySpan<ushort> halves, Span<float> values)
    {
        var whole = halves.Length - halves.Length % Step;
        ref var from = ref MemoryMarshal.GetReference(halves);
        ref var to = ref MemoryMarshal.GetReference(values[..halves.Length]);
        for (nuint i = 0; i < (nuint)whole; i += Step)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref from, i));
            (Vector256.Create(low, high) << 16).AsSingle().StoreUnsafe(ref to, i);
        }
        for (var i = whole; i < halves.Length; i++) values[i] = BitConverter.UInt32BitsToSingle((uint)halves[i] << 16);
    }

    /// <summary>The nearest bfloat16 numbers, ties to even; the values are finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToBFloat16(ReadOnlySpan<float> values, Span<ushort> halves)
    {
        var bits = MemoryMarshal.Cast<float, uint>(values);
        var whole = bits.Length - bits.Length % Step;
        ref var from = ref MemoryMarshal.GetReference(bits);
        ref var to = ref MemoryMarshal.GetReference(halves[..bits.Length]);
        for (nuint i = 0; i < (nuint)whole; i += Step)
        {
            var number = Vector256.LoadUnsafe(ref from, i);
            var rounded = (number + Vector256.Create(0x7FFFu) + (number >> 16 & Vector256.Create(1u))) >> 16;
            Vector128.Narrow(rounded.GetLower(), rounded.GetUpper()).StoreUnsafe(ref to, i);
        }
        for (var i = whole; i < bits.Length; i++) halves[i] = (ushort)(bits[i] + 0x7FFF + (bits[i] >> 16 & 1) >> 16);
    }

    /// <summary>Whether there is neither infinity nor NaN among numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AllFinite(ReadOnlySpan<float> values)
    {
        var bits = MemoryMarshal.Cast<float, uint>(values);
        var (whole, exponent) = (bits.Length - bits.Length % Step, Vector256.Create(0x7F800000u));
        ref var from = ref MemoryMarshal.GetReference(bits);
        var found = Vector256<uint>.Zero;
        for (nuint i = 0; i < (nuint)whole; i += Step) found |= Vector256.Equals(Vector256.LoadUnsafe(ref from, i) & exponent, exponent);
        if (found != Vector256<uint>.Zero) return false;
        foreach (var value in values[whole..])
            if (!float.IsFinite(value)) return false;
        return true;
    }
}
