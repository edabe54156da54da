using System.Buffers.Binary;
using System.IO.Compression;

namespace Attention.Figures.Drawings;

/// <summary>Many small patterns as one picture, a pixel a weight: as areas they would take megabytes. PNG with a palette; on a dark page
/// the stylesheet turns it over.</summary>
/// <param name="width">Pixels.</param>
/// <param name="height">Pixels.</param>
internal sealed class PixelPicture(int width, int height)
{
    /// <summary>The light scale of lib/Web/colours.js; a test holds the two together.</summary>
    public static readonly string[] Scale = ["#eef3f9", "#b3cde6", "#6fa2cf", "#2f6fad", "#083a6e"];

    private const byte Nothing = Shade.Steps;    // nothing is drawn
    private static readonly uint[] Remainders = [.. Enumerable.Range(0, 256).Select(Remainder)];
    private readonly byte[] pixels = [.. Enumerable.Repeat(Nothing, width * height)];

    /// <summary>Draws the lower triangle of a pattern.</summary>
    /// <param name="x">Its left edge.</param>
    /// <param name="y">Its upper edge.</param>
    /// <param name="weights">The pattern.</param>
    /// <param name="most">The weight of the last colour.</param>
    public void Draw(int x, int y, DrawnWeights weights, double most = 1)
    {
        for (var row = 0; row < weights.Count; row++)
            for (var column = 0; column <= row; column++)
                pixels[(y + row) * width + x + column] = (byte)Shade.Step(weights[row, column] / most);
    }

    /// <summary>The file.</summary>
    public byte[] Png()
    {
        using var png = new MemoryStream();
        png.Write([0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n']);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 3);    // a byte a pixel, with a palette
        Write(png, "IHDR"u8, header);
        Write(png, "PLTE"u8, [.. Enumerable.Range(0, Shade.Steps + 1).SelectMany(Colour)]);
        Write(png, "tRNS"u8, [.. Enumerable.Repeat((byte)255, Nothing), 0]);
        Write(png, "IDAT"u8, Compressed());
        Write(png, "IEND"u8, []);
        return png.ToArray();
    }

    private byte[] Compressed()
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.SmallestSize))
            for (var row = 0; row < height; row++) stream.Write([0, .. pixels.AsSpan(row * width, width)]);    // 0: the row as it is
        return packed.ToArray();
    }

    private static byte[] Colour(int step)
    {
        var place = Math.Min(1, step / (Shade.Steps - 1.0)) * (Scale.Length - 1);
        var (from, to) = (Channels(Scale[(int)place]), Channels(Scale[(int)Math.Ceiling(place)]));
        return [.. from.Zip(to, (a, b) => (byte)Math.Round(a + (b - a) * (place % 1)))];
    }

    private static int[] Channels(string hex) =>
        [Convert.ToInt32(hex[1..3], 16), Convert.ToInt32(hex[3..5], 16), Convert.ToInt32(hex[5..7], 16)];

    private static void Write(Stream png, ReadOnlySpan<byte> name, byte[] content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        byte[] part = [.. name, .. content];
        png.Write(part);
        BinaryPrimitives.WriteUInt32BigEndian(number,
            ~part.Aggregate(uint.MaxValue, (check, value) => Remainders[(check ^ value) & 255] ^ check >> 8));
        png.Write(number);
    }

    /// <summary>CRC-32, as PNG checks its parts.</summary>
    private static uint Remainder(int value)
    {
        var rest = (uint)value;
        for (var bit = 0; bit < 8; bit++) rest = (rest & 1) != 0 ? 0xEDB88320 ^ rest >> 1 : rest >> 1;
        return rest;
    }
}
