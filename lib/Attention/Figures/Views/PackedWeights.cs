using static TorchSharp.torch;

namespace Attention.Figures.Views;

/// <summary>Weights one byte each (0 to 254 for 0 to 1, 255 for what is no number), lower triangles only, as base64.</summary>
internal static class PackedWeights
{
    /// <summary>The byte of a weight that is no number.</summary>
    public const byte NotANumber = 255;

    /// <summary>Packs patterns in the order layer, head, query, key.</summary>
    /// <param name="weights">[layer, head, query, key].</param>
    /// <param name="T">How many tokens to keep.</param>
    public static string Pack(Tensor weights, int T)
    {
        using var scope = NewDisposeScope();
        var all = weights.narrow(2, 0, T).narrow(3, 0, T).to(ScalarType.Float32).contiguous().data<float>().ToArray();
        var bytes = new byte[all.Length / (T * T) * Triangle(T)];
        var next = 0;
        for (var pattern = 0; pattern < all.Length; pattern += T * T)
            for (var i = 0; i < T; i++)
                for (var j = 0; j <= i; j++) bytes[next++] = Byte(all[pattern + i * T + j]);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Weights of one pattern, as the page reads them.</summary>
    public static float Unpack(byte packed) => packed == NotANumber ? float.NaN : packed / 254f;

    /// <summary>Weights in a lower triangle of T rows.</summary>
    public static int Triangle(int T) => T * (T + 1) / 2;

    private static byte Byte(float weight) => float.IsFinite(weight) ? (byte)Math.Round(Math.Clamp(weight, 0, 1) * 254) : NotANumber;
}
