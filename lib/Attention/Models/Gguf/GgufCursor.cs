// Reads a header from front to back. Every length is held against the rest of the file before a byte is allocated or skipped.
using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Attention.Models.Gguf;

/// <summary>A place in a GGUF file that moves on as values are read.</summary>
internal sealed class GgufCursor(SafeFileHandle file, long fileLength, long position = 0)
{
    private readonly byte[] window = new byte[1 << 16];
    private int at, filled;         // the unread part of the window; position is that of its first byte

    public long Position => position;

    public long Left => fileLength - position;

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Next(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Next(8));

    /// <summary>The next bytes as the low ones of a number.</summary>
    public ulong Bits(int bytes)
    {
        ulong bits = 0;
        var next = Next(bytes);
        for (var i = 0; i < bytes; i++) bits |= (ulong)next[i] << 8 * i;
        return bits;
    }

    /// <summary>A count of things that take at least so many bytes each.</summary>
    public long Count(int bytesEach, long most, string what)
    {
        var count = UInt64();
        if (count > (ulong)(Left / bytesEach)) throw new InvalidDataException($"it announces {count:N0} {what}, and the file ends "
            + $"after {Left:N0} bytes more");
        return count <= (ulong)most ? (long)count : throw new InvalidDataException($"it has {count:N0} {what}; at most {most:N0} are read");
    }

    public string Text(int most, string what)
    {
        var length = (int)Count(1, most, what);
        if (length <= window.Length) return Encoding.UTF8.GetString(Next(length));
        var bytes = new byte[length];
        for (var done = 0; done < length;)
        {
            var part = Math.Min(window.Length, length - done);
            Next(part).CopyTo(bytes.AsSpan(done));
            done += part;
        }
        return Encoding.UTF8.GetString(bytes);
    }

    public void Skip(long bytes)
    {
        if (bytes > Left) throw new EndOfStreamException();
        var inWindow = (int)Math.Min(bytes, filled - at);
        at += inWindow;
        position += bytes;
        if (inWindow < bytes) at = filled = 0;
    }

    public ReadOnlySpan<byte> Next(int count)
    {
        if (filled - at < count) Fill(count);
        var bytes = window.AsSpan(at, count);
        at += count;
        position += count;
        return bytes;
    }

    private void Fill(int count)
    {
        if (count > Left) throw new EndOfStreamException();
        window.AsSpan(at, filled - at).CopyTo(window);
        (filled, at) = (filled - at, 0);
        while (filled < count)
        {
            var read = RandomAccess.Read(file, window.AsSpan(filled), position + filled);
            if (read == 0) throw new EndOfStreamException();
            filled += read;
        }
    }
}
