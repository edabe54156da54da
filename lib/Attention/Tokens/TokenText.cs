using System.Text;
using System.Text.Unicode;
using Attention.Tokens.Algorithms;

namespace Attention.Tokens;

/// <summary>From what a vocabulary writes to what a reader sees.</summary>
internal static class TokenText
{
    /// <summary>The bytes that a token stands for.</summary>
    public static byte[] ToBytes(string token, TokenWriting writing) => writing switch
    {
        TokenWriting.Bytes => ByteLevel.ToBytes(token),
        TokenWriting.Sentencepiece when ByteFallback.IsByte(token, out var b) => [b],
        TokenWriting.Sentencepiece => Encoding.UTF8.GetBytes(token.Replace('▁', ' ')),
        _ => Encoding.UTF8.GetBytes(token),
    };

    /// <summary>Bytes as text; those that are no whole character as their values, <c>&lt;F0 9F&gt;</c>.</summary>
    public static string Show(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes)) return Encoding.UTF8.GetString(bytes);
        var text = new StringBuilder();
        while (bytes.Length > 0)
        {
            var broken = 0;
            while (broken < bytes.Length
                && Rune.DecodeFromUtf8(bytes[broken..], out _, out _) != System.Buffers.OperationStatus.Done) broken++;
            if (broken > 0) text.Append('<').AppendJoin(' ', bytes[..broken].ToArray().Select(b => b.ToString("X2", null))).Append('>');
            bytes = bytes[broken..];
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var length) != System.Buffers.OperationStatus.Done) continue;
            text.Append(rune);
            bytes = bytes[length..];
        }
        return text.ToString();
    }
}
