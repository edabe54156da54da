using System.Runtime.InteropServices;
using Attention.Models.Gguf;

namespace Attention.Tests.Models.Tiny;

/// <summary>A tensor to be written, in fp32 or already stored in another way.</summary>
internal sealed record TinyTensor(long[] Shape, float[] Values)
{
    /// <summary>The bytes for a GGUF file, for types that a test can write; k-quants come from fixtures.</summary>
    public byte[] Stored(GgufType type) => type switch
    {
        GgufType.F32 => MemoryMarshal.AsBytes(Values.AsSpan()).ToArray(),
        GgufType.F16 => [.. Values.SelectMany(value => BitConverter.GetBytes((Half)value))],
        GgufType.BF16 => [.. Values.SelectMany(value => BitConverter.GetBytes(value)[2..])],          // cut, not rounded
        GgufType.Q8_0 => [.. Values.Chunk(32).SelectMany(EightBits)],
        _ => throw new NotSupportedException(type.ToString()),
    };

    /// <summary>The tensor that a type makes of this one, by the type's definition.</summary>
    public TinyTensor Rounded(GgufType type) => this with
    {
        Values = type switch
        {
            GgufType.F32 => Values,
            GgufType.F16 => [.. Values.Select(value => (float)(Half)value)],
            GgufType.BF16 => [.. Stored(type).Chunk(2).Select(bytes => BitConverter.ToSingle([0, 0, .. bytes]))],
            GgufType.Q8_0 => [.. Stored(type).Chunk(34).SelectMany(block =>
                block.Skip(2).Select(code => (float)BitConverter.ToHalf(block) * (sbyte)code))],
            _ => throw new NotSupportedException(type.ToString()),
        },
    };

    private static IEnumerable<byte> EightBits(float[] block)
    {
        var scale = (Half)(block.Max(MathF.Abs) / 127);
        return [.. BitConverter.GetBytes(scale), .. block.Select(value =>
            (byte)(sbyte)Math.Clamp(MathF.Round(value / (float)scale), -127, 127))];
    }
}
