using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Attention.Models.Gguf;

/// <summary>Turns stored blocks into floats.</summary>
public static class GgufBlocks
{
    private const int BlockLength = 32;

    /// <summary>Numbers in a block and the bytes it takes.</summary>
    /// <param name="type">The storage type.</param>
    /// <returns>Both counts; 1 and 4 for plain floats.</returns>
    /// <exception cref="NotSupportedException">The type is none of <see cref="GgufType"/>.</exception>
    public static (int Numbers, int Bytes) BlockOf(GgufType type) => type switch
    {
        GgufType.F32 => (1, 4),
        GgufType.Q4_1 => (BlockLength, 20),
        GgufType.Q8_0 => (BlockLength, 34),
        _ => throw new NotSupportedException($"tensor type {(int)type} is not among those this course reads: {string.Join(", ", Enum.GetNames<GgufType>())}"),
    };

    /// <summary>Unpacks whole blocks.</summary>
    /// <param name="type">How <paramref name="bytes"/> are stored.</param>
    /// <param name="bytes">The stored blocks.</param>
    /// <param name="values">Receives the floats; its length says how many.</param>
    public static void Dequantize(GgufType type, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        switch (type)
        {
            case GgufType.F32: MemoryMarshal.Cast<byte, float>(bytes)[..values.Length].CopyTo(values); break;
            case GgufType.Q4_1: DequantizeQ4_1(bytes, values); break;
            case GgufType.Q8_0: DequantizeQ8_0(bytes, values); break;
            default: BlockOf(type); break;
        }
    }

    /// <summary>A block is scale d, minimum m and 16 bytes: number i is d q + m, low halves first.</summary>
    private static void DequantizeQ4_1(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        for (int at = 0, to = 0; to < values.Length; at += 20, to += BlockLength)
        {
            var d = ReadHalf(bytes[at..]);
            var m = ReadHalf(bytes[(at + 2)..]);
            var q = bytes.Slice(at + 4, BlockLength / 2);
            var low = values.Slice(to, BlockLength / 2);
            var high = values.Slice(to + BlockLength / 2, BlockLength / 2);
            for (var i = 0; i < q.Length; i++)
            {
                low[i] = d * (q[i] & 15) + m;
                high[i] = d * (q[i] >> 4) + m;
            }
        }
    }

    /// <summary>A block is scale d and 32 signed bytes: number i is d q.</summary>
    private static void DequantizeQ8_0(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        for (int at = 0, to = 0; to < values.Length; at += 34, to += BlockLength)
        {
            var d = ReadHalf(bytes[at..]);
            var q = MemoryMarshal.Cast<byte, sbyte>(bytes.Slice(at + 2, BlockLength));
            var block = values.Slice(to, BlockLength);
            for (var i = 0; i < q.Length; i++) block[i] = d * q[i];
        }
    }

    private static float ReadHalf(ReadOnlySpan<byte> bytes) => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes);
}
