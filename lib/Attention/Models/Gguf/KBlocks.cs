// The k-quants: blocks of 256 numbers in groups of 16 or 32, each group with a small scale (and minimum) of its own, and one or two
// 16-bit floats for the block.
// Codes are taken out of their bits by slices of 32 numbers; groups within a slice have scales that follow each other.
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Attention.Models.Gguf.PackedCodes;

namespace Attention.Models.Gguf;

internal static class KBlocks
{
    private const int Slice = 32;
    private const int Group = 16;

    /// <summary>16 bytes (scale, minimum of a group of 16), 64 bytes of two-bit codes, d, dmin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Q2_K(ReadOnlySpan<byte> block, Span<float> values)
    {
        var (d, min) = (Half(block[80..]), Half(block[82..]));
        Span<sbyte> codes = stackalloc sbyte[Slice];
        for (var slice = 0; slice < 8; slice++)
        {
            Take(block.Slice(16 + slice / 4 * Slice, Slice), 2 * (slice % 4), 3, codes);
            for (var half = 0; half < 2; half++)
            {
                var scales = block[2 * slice + half];
                Scale(codes.Slice(half * Group, Group), 0, d * (scales & 15), -(min * (scales >> 4)),
                    values[(slice * Slice + half * Group)..]);
            }
        }
    }

    /// <summary>32 bytes of third bits, 64 of two-bit codes, 12 bytes of six-bit scales of groups of 16, d.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Q3_K(ReadOnlySpan<byte> block, Span<float> values)
    {
        var d = Half(block[108..]);
        Span<sbyte> codes = stackalloc sbyte[Slice];
        for (var slice = 0; slice < 8; slice++)
        {
            Take(block.Slice(32 + slice / 4 * Slice, Slice), 2 * (slice % 4), 3, codes);
            Add(block[..Slice], slice, 1, 2, codes);
            for (var half = 0; half < 2; half++)
                Scale(codes.Slice(half * Group, Group), 4, d * (SixBits(block.Slice(96, 12), 2 * slice + half) - 32), 0,
                    values[(slice * Slice + half * Group)..]);
        }
    }

    /// <summary>d, dmin, 12 bytes of six-bit scales and minimums of groups of 32, 128 bytes of four-bit codes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Q4_K(ReadOnlySpan<byte> block, Span<float> values)
    {
        Span<sbyte> codes = stackalloc sbyte[Slice];
        for (var slice = 0; slice < 8; slice++)
        {
            Take(block.Slice(16 + slice / 2 * Slice, Slice), 4 * (slice % 2), 15, codes);
            ScaleWithMinimum(block, slice, codes, values);
        }
    }

    /// <summary>As Q4_K, with 32 bytes of fifth bits before the codes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Q5_K(ReadOnlySpan<byte> block, Span<float> values)
    {
        Span<sbyte> codes = stackalloc sbyte[Slice];
        for (var slice = 0; slice < 8; slice++)
        {
            Take(block.Slice(48 + slice / 2 * Slice, Slice), 4 * (slice % 2), 15, codes);
            Add(block.Slice(16, Slice), slice, 1, 4, codes);
            ScaleWithMinimum(block, slice, codes, values);
        }
    }

    /// <summary>128 bytes of low four bits, 64 of high two bits, 16 signed scales of groups of 16, d.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Q6_K(ReadOnlySpan<byte> block, Span<float> values)
    {
        var d = Half(block[208..]);
        var scales = MemoryMarshal.Cast<byte, sbyte>(block.Slice(192, 16));
        Span<sbyte> codes = stackalloc sbyte[Slice];
        for (var slice = 0; slice < 8; slice++)
        {
            var (part, within) = (slice / 4, slice % 4);
            Take(block.Slice(part * 64 + within % 2 * Slice, Slice), within / 2 * 4, 15, codes);
            Add(block.Slice(128 + part * Slice, Slice), 2 * within, 3, 4, codes);
            for (var half = 0; half < 2; half++)
                Scale(codes.Slice(half * Group, Group), 32, d * scales[2 * slice + half], 0, values[(slice * Slice + half * Group)..]);
        }
    }

    /// <summary>d, six-bit scales of groups of 32 (two high bits each in 2 bytes, four low bits each in 4), 128 bytes of four-bit
    /// codes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void IQ4_XS(ReadOnlySpan<byte> block, Span<float> values)
    {
        var (d, high) = (Half(block), BinaryPrimitives.ReadUInt16LittleEndian(block[2..]));
        for (var group = 0; group < 8; group++)
        {
            var scale = block[4 + group / 2] >> 4 * (group % 2) & 15 | (high >> 2 * group & 3) << 4;
            PlainBlocks.Uneven(block.Slice(8 + group * Group, Group), d * (scale - 32), values.Slice(group * Slice, Slice));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScaleWithMinimum(ReadOnlySpan<byte> block, int group, ReadOnlySpan<sbyte> codes, Span<float> values)
    {
        var (d, min) = (Half(block), Half(block[2..]));
        var packed = block.Slice(4, 12);
        var (scale, least) = group < 4
            ? (packed[group] & 63, packed[group + 4] & 63)
            : (packed[group + 4] & 15 | packed[group - 4] >> 6 << 4, packed[group + 4] >> 4 | packed[group] >> 6 << 4);
        Scale(codes, 0, d * scale, -(min * least), values.Slice(group * Slice, Slice));
    }

    /// <summary>Scale number i of 16: low four bits in the first 8 bytes (the second eight in their high halves), high two bits in the
    /// last 4.</summary>
    private static int SixBits(ReadOnlySpan<byte> packed, int i) =>
        packed[i % 8] >> 4 * (i / 8) & 15 | (packed[8 + i % 4] >> 2 * (i / 4) & 3) << 4;
}
