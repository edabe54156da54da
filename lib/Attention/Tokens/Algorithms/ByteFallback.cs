using System.Globalization;

namespace Attention.Tokens.Algorithms;

/// <summary>Sentencepiece's tokens for single bytes, <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c>.</summary>
internal static class ByteFallback
{
    public static string TokenOf(byte b) => $"<0x{b:X2}>";

    /// <summary>The byte that a token stands for.</summary>
    public static bool IsByte(string token, out byte b)
    {
        b = 0;
        return token is ['<', '0', 'x', _, _, '>']
            && byte.TryParse(token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out b);
    }
}
