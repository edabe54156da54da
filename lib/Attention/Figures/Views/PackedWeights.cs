using Attention.Traces;

namespace Attention.Figures.Views;

/// <summary>Weights one byte each (0 to 254 for 0 to 1, 255 for what is no number), lower triangles only, as base64.</summary>
internal static class PackedWeights
{
    /// <summary>The byte of a weight that is no number.</summary>
    public const byte NotANumber = 255;

    /// <summary>Packs patterns in their order, each query by query and key by key.</summary>
    /// <param name="patterns">The patterns.</param>
    /// <param name="T">How many tokens to keep.</param>
    public static string Pack(IReadOnlyList<AttentionPattern> patterns, int T)
    {
        var bytes = new byte[patterns.Count * Triangle(T)];
        var next = 0;
        foreach (var pattern in patterns)
            for (var i = 0; i < T; i++)
                foreach (var weight in pattern.AsSpan().Slice(i * pattern.Length, i + 1)) bytes[next++] = Byte(weight);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Weights of one pattern, as the page reads them.</summary>
    public static float Unpack(byte packed) => packed == NotANumber ? float.NaN : packed / 254f;

    /// <summary>Weights in a lower triangle of T rows.</summary>
    public static int Triangle(int T) => T * (T + 1) / 2;

    private static byte Byte(float weight) => float.IsFinite(weight) ? (byte)Math.Round(Math.Clamp(weight, 0, 1) * 254) : NotANumber;
}
