// Floats, and the blocks of 32 numbers with one scale d (and one minimum m): number i is d (code i - zero) + m.
// Four-bit codes lie in 16 bytes: the low halves are the first 16 numbers, the high halves the other 16.
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static Attention.Models.Gguf.PackedCodes;

namespace Attention.Models.Gguf;

internal static class PlainBlocks
{
    private const int Length = 32;

    /// <summary>The sixteen values between which IQ4 types choose.</summary>
    private static readonly sbyte[] UnevenSteps = [-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113];

    public static void F32(ReadOnlySpan<byte> bytes, Span<float> values) =>
        MemoryMarshal.Cast<byte, float>(bytes)[..values.Length].CopyTo(values);

    public static void F16(ReadOnlySpan<byte> bytes, Span<float> values) =>
        StoredFloats.FromHalf(MemoryMarshal.Cast<byte, ushort>(bytes)[..values.Length], values);

    public static void BF16(ReadOnlySpan<byte> bytes, Span<float> values) =>
        StoredFloats.FromBFloat16(MemoryMarshal.Cast<byte, ushort>(bytes)[..values.Length], values);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Q4_0(ReadOnlySpan<byte> block, Span<float> values) => FourBits(block[2..], 8, Half(block), 0, values);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Q4_1(ReadOnlySpan<byte> block, Span<float> values) => FourBits(block[4..], 0, Half(block), Half(block[2..]), values);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Q5_0(ReadOnlySpan<byte> block, Span<float> values) => FiveBits(block[2..], 16, Half(block), 0, values);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Q5_1(ReadOnlySpan<byte> block, Span<float> values) => FiveBits(block[4..], 0, Half(block), Half(block[2..]), values);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Q8_0(ReadOnlySpan<byte> block, Span<float> values) =>
        Scale(MemoryMarshal.Cast<byte, sbyte>(block.Slice(2, Length)), 0, Half(block), 0, values);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void IQ4_NL(ReadOnlySpan<byte> block, Span<float> values) => Uneven(block.Slice(2, Length / 2), Half(block), values);

    /// <summary>32 numbers of IQ4: each code chooses one of the uneven steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Uneven(ReadOnlySpan<byte> packed, float scale, Span<float> values)
    {
        var (steps, bytes) = (Vector128.Create(UnevenSteps), Vector128.Create(packed));
        Span<sbyte> codes = stackalloc sbyte[Length];
        Vector128.Shuffle(steps, (bytes & Vector128.Create((byte)15)).AsSByte()).CopyTo(codes);
        Vector128.Shuffle(steps, (bytes >> 4).AsSByte()).CopyTo(codes[(Length / 2)..]);
        Scale(codes, 0, scale, 0, values);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourBits(ReadOnlySpan<byte> packed, int zero, float scale, float offset, Span<float> values)
    {
        Span<sbyte> codes = stackalloc sbyte[Length];
        Halves(packed, codes);
        Scale(codes, zero, scale, offset, values);
    }

    /// <summary>The fifth bits come first, number i's in bit i of a 32-bit number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FiveBits(ReadOnlySpan<byte> packed, int zero, float scale, float offset, Span<float> values)
    {
        Span<sbyte> codes = stackalloc sbyte[Length];
        Halves(packed[4..], codes);
        var fifth = BinaryPrimitives.ReadUInt32LittleEndian(packed);
        for (var i = 0; i < Length; i++) codes[i] += (sbyte)((fifth >> i & 1) << 4);
        Scale(codes, zero, scale, offset, values);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Halves(ReadOnlySpan<byte> packed, Span<sbyte> codes)
    {
        Take(packed[..(Length / 2)], 0, 15, codes[..(Length / 2)]);
        Take(packed[..(Length / 2)], 4, 15, codes[(Length / 2)..]);
    }
}
