using System.Buffers.Binary;
using System.Text;

namespace Attention.Models.Gguf;

/// <summary>Reads the header's values one after the other and believes none of its counts before they fit the file.</summary>
internal sealed class GgufReader(Stream stream)
{
    private const int MaxDepth = 4;
    private readonly byte[] scratch = new byte[8];

    public long Position => stream.Position;

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    /// <summary>A count of things that take at least <paramref name="bytesEach"/> bytes each.</summary>
    public int Count(int bytesEach)
    {
        var count = UInt64();
        var room = (ulong)(stream.Length - stream.Position) / (ulong)bytesEach;
        return count <= room && count <= int.MaxValue
            ? (int)count
            : throw new InvalidDataException($"at byte {stream.Position - 8} it announces {count} entries, more than the file has room for");
    }

    public string Text()
    {
        var bytes = new byte[Count(1)];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    public object Value(uint type, int depth = 0) => type switch
    {
        0 => Bytes(1)[0],
        1 => (sbyte)Bytes(1)[0],
        2 => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2)),
        3 => BinaryPrimitives.ReadInt16LittleEndian(Bytes(2)),
        4 => UInt32(),
        5 => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4)),
        6 => BinaryPrimitives.ReadSingleLittleEndian(Bytes(4)),
        7 => Bytes(1)[0] != 0,
        8 => Text(),
        9 when depth < MaxDepth => Array(depth),
        10 => UInt64(),
        11 => BinaryPrimitives.ReadInt64LittleEndian(Bytes(8)),
        12 => BinaryPrimitives.ReadDoubleLittleEndian(Bytes(8)),
        _ => throw new InvalidDataException($"at byte {stream.Position} there is a value of unknown type {type}"),
    };

    private object[] Array(int depth)
    {
        var type = UInt32();
        var values = new object[Count(1)];
        for (var i = 0; i < values.Length; i++) values[i] = Value(type, depth + 1);
        return values;
    }

    private ReadOnlySpan<byte> Bytes(int count)
    {
        stream.ReadExactly(scratch, 0, count);
        return scratch.AsSpan(0, count);
    }
}
