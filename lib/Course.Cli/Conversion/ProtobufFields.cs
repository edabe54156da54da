using Course.Files;

namespace Course.Cli.Conversion;

/// <summary>Walks over the fields of a message in Protocol Buffers' wire format. A field that runs out of its message is refused.</summary>
internal ref struct ProtobufFields(ReadOnlyMemory<byte> message)
{
    private readonly ReadOnlyMemory<byte> message = message;
    private int at;

    /// <summary>The number of the field.</summary>
    public int Number { get; private set; }

    /// <summary>A whole number, where the field is one.</summary>
    public ulong Integer { get; private set; }

    /// <summary>Text, a message inside or packed numbers, where the field is one of these.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>Goes to the next field.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Next()
    {
        if (at == message.Length) return false;
        var key = Varint();
        (Number, Integer, Bytes) = ((int)(key >> 3), 0, default);
        switch (key & 7)
        {
            case 0: Integer = Varint(); break;
            case 1: Bytes = Take(8); break;
            case 2: Bytes = Take(Varint()); break;
            case 5: Bytes = Take(4); break;
            default:
                throw new DamagedFileException("model.onnx", null,
                $"a field of the kind {key & 7} stands at byte {at}, which the format does not have.");
        }
        return true;
    }

    private ReadOnlyMemory<byte> Take(ulong length)
    {
        if (length > (ulong)(message.Length - at))
            throw new DamagedFileException("model.onnx", null, $"it ends in the middle of a field, at byte {at}.");
        at += (int)length;
        return message[(at - (int)length)..at];
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64 && at < message.Length; shift += 7)
        {
            var part = message.Span[at++];
            value |= (ulong)(part & 127) << shift;
            if (part < 128) return value;
        }
        throw new DamagedFileException("model.onnx", null, $"it ends in the middle of a number, at byte {at}.");
    }
}
