using System.Text;

namespace Attention.Tokens;

/// <summary>
/// GPT-2's way to write bytes as visible characters, in which vocabularies of byte-level BPE are kept (Radford et al. 2019).
/// </summary>
internal static class ByteLevel
{
    private static readonly Dictionary<char, byte> Bytes = MakeBytes();
    private static readonly char[] Characters = [.. Bytes.OrderBy(entry => entry.Value).Select(entry => entry.Key)];

    /// <summary>The bytes a vocabulary entry stands for.</summary>
    public static byte[] ToBytes(string entry) => [.. entry.SelectMany(c =>
        Bytes.TryGetValue(c, out var b) ? [b] : Encoding.UTF8.GetBytes([c]))];

    /// <summary>The writing of bytes in a vocabulary.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[bytes.Length];
        for (var i = 0; i < bytes.Length; i++) text[i] = Characters[bytes[i]];
        return new string(text);
    }

    /// <summary>The writing of a text's bytes in a vocabulary.</summary>
    public static string Encode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return Encode(bytes);
    }

    /// <summary>Printable Latin-1 stands for itself; the other bytes follow from U+0100 on, in order.</summary>
    private static Dictionary<char, byte> MakeBytes()
    {
        Dictionary<char, byte> bytes = [];
        var next = 'Ā';
        for (var b = 0; b < 256; b++)
        {
            var itself = b is >= '!' and <= '~' or >= 0xA1 and <= 0xAC or >= 0xAE;
            bytes[itself ? (char)b : next++] = (byte)b;
        }
        return bytes;
    }
}
