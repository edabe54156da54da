using System.Globalization;

namespace JupyterKernel.Wire;

/// <summary>Halves of a character, which JSON can spell and .NET cannot read: half an emoji that was cut while it was typed.</summary>
internal static class LoneSurrogates
{
    private const int EscapeSize = 6;    // \uD83D
    private static ReadOnlySpan<byte> Replacement => "\\uFFFD"u8;

    /// <summary>The same JSON, with U+FFFD for each half that has no other half.</summary>
    public static ReadOnlySpan<byte> Replace(ReadOnlySpan<byte> json)
    {
        byte[]? mended = null;
        for (var i = json.IndexOf((byte)'\\'); i >= 0 && i < json.Length; i++)
        {
            if (json[i] != '\\') continue;
            if (Unit(json, i) is not { } unit)
            {
                i++;    // another escape, such as \\
                continue;
            }
            var isPair = char.IsHighSurrogate(unit) && Unit(json, i + EscapeSize) is { } next && char.IsLowSurrogate(next);
            if (char.IsSurrogate(unit) && !isPair)
            {
                mended ??= json.ToArray();
                Replacement.CopyTo(mended.AsSpan(i));
            }
            i += (isPair ? 2 : 1) * EscapeSize - 1;
        }
        return mended ?? json;
    }

    /// <summary>The UTF-16 unit that is spelt here; null if none is.</summary>
    private static char? Unit(ReadOnlySpan<byte> json, int at) =>
        at + EscapeSize <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(json.Slice(at + 2, EscapeSize - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
