namespace Attention.Models.Gguf;

/// <summary>A value of the metadata: a number by its bits, a text, or the place of an array that is read when somebody asks for
/// it.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Bits">The bytes of a number or a truth value.</param>
/// <param name="Text">The text, if it is one.</param>
/// <param name="ElementType">What an array holds.</param>
/// <param name="Count">How many elements an array has.</param>
/// <param name="Offset">Where its first element lies in the file.</param>
/// <param name="Length">How many bytes its elements take there.</param>
internal readonly record struct GgufValue(
    GgufValueType Type, ulong Bits = 0, string? Text = null, GgufValueType ElementType = 0, long Count = 0, long Offset = 0,
    long Length = 0)
{
    private const int MostText = 1 << 20;          // a chat template has some kilobytes

    /// <summary>Bytes of a value that always takes as many; 0 for texts and arrays.</summary>
    public static int SizeOf(GgufValueType type) => type switch
    {
        GgufValueType.UInt8 or GgufValueType.Int8 or GgufValueType.Bool => 1,
        GgufValueType.UInt16 or GgufValueType.Int16 => 2,
        GgufValueType.UInt32 or GgufValueType.Int32 or GgufValueType.Float32 => 4,
        GgufValueType.UInt64 or GgufValueType.Int64 or GgufValueType.Float64 => 8,
        _ => 0,
    };

    /// <summary>Reads a value, or passes over an array.</summary>
    public static GgufValue Read(GgufCursor cursor, string key)
    {
        var type = TypeAt(cursor, key);
        return type switch
        {
            GgufValueType.String => new(type, Text: cursor.Text(MostText, $"bytes in the text of '{key}'")),
            GgufValueType.Array => PassArray(cursor, key),
            _ => new(type, cursor.Bits(SizeOf(type))),
        };
    }

    /// <summary>A whole number, whatever its width; null for another type or one that does not fit.</summary>
    public long? Integer => Type switch
    {
        GgufValueType.UInt8 or GgufValueType.UInt16 or GgufValueType.UInt32 => (long)Bits,
        GgufValueType.Int8 => (sbyte)Bits,
        GgufValueType.Int16 => (short)Bits,
        GgufValueType.Int32 => (int)Bits,
        GgufValueType.Int64 => (long)Bits,
        GgufValueType.UInt64 when Bits <= long.MaxValue => (long)Bits,
        _ => null,
    };

    /// <summary>A number of any type; null for what is none.</summary>
    public double? Number => Type switch
    {
        GgufValueType.Float32 => BitConverter.UInt32BitsToSingle((uint)Bits),
        GgufValueType.Float64 => BitConverter.UInt64BitsToDouble(Bits),
        _ => Integer,
    };

    private static GgufValue PassArray(GgufCursor cursor, string key)
    {
        var type = TypeAt(cursor, key);
        if (type == GgufValueType.Array) throw new InvalidDataException($"the key '{key}' holds an array of arrays, which is not read");
        var size = SizeOf(type);
        var count = cursor.Count(size == 0 ? 8 : size, long.MaxValue, $"elements of '{key}'");
        var offset = cursor.Position;
        if (size > 0) cursor.Skip(count * size);
        else SkipTexts(cursor, count, $"bytes in a text of '{key}'");
        return new(GgufValueType.Array, ElementType: type, Count: count, Offset: offset, Length: cursor.Position - offset);
    }

    private static void SkipTexts(GgufCursor cursor, long count, string what)
    {
        for (var i = 0L; i < count; i++) cursor.Skip(cursor.Count(1, long.MaxValue, what));
    }

    private static GgufValueType TypeAt(GgufCursor cursor, string key)
    {
        var type = (GgufValueType)cursor.UInt32();
        return Enum.IsDefined(type) ? type : throw new InvalidDataException($"the key '{key}' has a value of the unknown type "
            + $"{(uint)type}");
    }
}
