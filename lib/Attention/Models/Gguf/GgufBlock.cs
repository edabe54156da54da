using System.Runtime.CompilerServices;

namespace Attention.Models.Gguf;

/// <summary>How a type of tensor is stored: in blocks of so many numbers and so many bytes.</summary>
internal sealed record GgufBlock(int Numbers, int Bytes, GgufBlock.Unpacking Unpack)
{
    /// <summary>Turns one block into floats, or, where a block is one number, as many as there is room for.</summary>
    public delegate void Unpacking(ReadOnlySpan<byte> bytes, Span<float> values);

    /// <summary>Unpacks whole blocks.</summary>
    /// <param name="bytes">The blocks.</param>
    /// <param name="values">Receives the floats; its length says how many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void UnpackAll(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        if (Numbers == 1)
        {
            Unpack(bytes, values);
            return;
        }
        for (int from = 0, to = 0; to < values.Length; from += Bytes, to += Numbers)
            Unpack(bytes.Slice(from, Bytes), values.Slice(to, Numbers));
    }
}
