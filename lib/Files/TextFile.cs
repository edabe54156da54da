using System.Text;
using System.Text.Unicode;

namespace Course.Files;

/// <summary>Reads text files from outside: UTF-8 or refused, and no more bytes than a file of its kind can have.</summary>
public static class TextFile
{
    /// <summary>What no text file of the course comes near: 256 MiB.</summary>
    public const int Largest = 1 << 28;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="largest">The most bytes that it may have.</param>
    /// <returns>Its text; a byte order mark is left out.</returns>
    /// <exception cref="DamagedFileException">It is larger, or not UTF-8.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string Read(string path, int largest = Largest) => Encoding.UTF8.GetString(ReadBytes(path, largest).Span);

    /// <summary>Reads a file without decoding it.</summary>
    /// <inheritdoc cref="Read"/>
    /// <returns>Its bytes, which are UTF-8; a byte order mark is left out.</returns>
    public static ReadOnlyMemory<byte> ReadBytes(string path, int largest = Largest)
    {
        var bytes = Content(path, largest);
        if (bytes.Span.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        if (!Utf8.IsValid(bytes.Span))
            throw new DamagedFileException(path, PlaceOfBadByte(bytes.Span), "it is not UTF-8. Save it in that encoding.");
        return bytes;
    }

    /// <summary>Reads to the end and not by the length that the file claims: a pipe claims none, a device has no end.</summary>
    private static ReadOnlyMemory<byte> Content(string path, int largest)
    {
        using var stream = File.OpenRead(path);
        using var content = new MemoryStream(stream.CanSeek ? (int)Math.Min(stream.Length, largest) : 0);
        var block = new byte[1 << 16];
        for (int read; (read = stream.Read(block)) > 0; content.Write(block, 0, read))
            if (content.Length + read > largest)
                throw new DamagedFileException(path, null, $"it has more than {largest:#,0} bytes, more than a file of its kind has.");
        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }

    private static string PlaceOfBadByte(ReadOnlySpan<byte> bytes)
    {
        var line = 1;
        for (int end; (end = bytes.IndexOf((byte)'\n')) >= 0 && Utf8.IsValid(bytes[..end]); bytes = bytes[(end + 1)..]) line++;
        return $"line {line}";
    }
}
