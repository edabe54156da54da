using System.Buffers;
using System.Text;

namespace Peers;

/// <summary>Writes a message in Protocol Buffers' wire format, field by field.</summary>
internal sealed class ProtobufMessage
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Bytes => bytes.WrittenSpan;

    /// <summary>Adds a whole number.</summary>
    public ProtobufMessage Add(int field, long number)
    {
        Varint(field << 3);
        Varint(number);
        return this;
    }

    /// <summary>Adds a number of four bytes.</summary>
    public ProtobufMessage Add(int field, float number)
    {
        Varint(field << 3 | 5);
        bytes.Write(BitConverter.GetBytes(number));
        return this;
    }

    /// <summary>Adds bytes.</summary>
    public ProtobufMessage Add(int field, ReadOnlySpan<byte> content)
    {
        Varint(field << 3 | 2);
        Varint(content.Length);
        bytes.Write(content);
        return this;
    }

    /// <summary>Adds a text.</summary>
    public ProtobufMessage Add(int field, string text) => Add(field, Encoding.UTF8.GetBytes(text));

    /// <summary>Adds a message inside this one.</summary>
    public ProtobufMessage Add(int field, ProtobufMessage inside) => Add(field, inside.Bytes);

    private void Varint(long number)
    {
        var rest = (ulong)number;
        for (; rest > 127; rest >>= 7) bytes.Write([(byte)(rest | 128)]);
        bytes.Write([(byte)rest]);
    }
}
