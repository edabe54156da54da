using System.Buffers.Binary;

namespace Attention.Tests.Models.Fuzz;

/// <summary>Ways to spoil an input, decided by its number.</summary>
internal static class Mutation
{
    private static readonly ulong[] Numbers =
    [
        0, 1, 2, 3, 7, 31, 33, 255, 256, 65_535, 65_536, 1 << 20, 0x7FFF_FFFE, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF,
            0x1_0000_0000,
        1UL << 40, 1UL << 61, 1UL << 62, long.MaxValue, 1UL << 63, ulong.MaxValue,
    ];

    /// <summary>A number that readers stumble over.</summary>
    public static ulong Number(Random random) => random.Next(4) == 0 ? (ulong)random.NextInt64() : Numbers[random.Next(Numbers.Length)];

    /// <summary>One to four changes of bytes in the first part of a file: other bytes, other numbers, something cut out, something twice,
    /// the end missing.</summary>
    public static byte[] Bytes(Random random, byte[] whole, int first)
    {
        var bytes = (byte[])whole.Clone();
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            first = Math.Min(first, bytes.Length - 8);
            if (first <= 0) return bytes;
            var at = random.Next(first);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), Number(random)); break;
                case 3: BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), (uint)Number(random)); break;
                case 4:
                    bytes = random.Next(2) == 0 ? bytes[..random.Next(bytes.Length)]
                    : [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(1, 64))..]]; break;
                default: bytes = [.. bytes[..at], .. bytes[at..Math.Min(bytes.Length, at + random.Next(1, 64))], .. bytes[at..]]; break;
            }
        }
        return bytes;
    }
}
