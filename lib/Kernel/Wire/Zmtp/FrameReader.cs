using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;

namespace JupyterKernel.Wire.Zmtp;

/// <summary>Reads one connection. Every size is held against its limit before there is memory for it, and whoever has begun a message has
/// to go on.</summary>
internal sealed class FrameReader(Socket socket, Allowance allowance) : IDisposable
{
    private const int LargestCommand = 1 << 10;
    private static readonly TimeSpan LongestMessage = TimeSpan.FromSeconds(30);
    private readonly BufferedStream stream = new(new NetworkStream(socket, ownsSocket: false));
    private long begun = Stopwatch.GetTimestamp();

    /// <summary>Reads so many bytes.</summary>
    /// <exception cref="EndOfStreamException">The connection was closed.</exception>
    /// <exception cref="ProtocolException">They take too long.</exception>
    public void Fill(Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var read = stream.Read(bytes);
            if (read == 0) throw new EndOfStreamException();
            if (Stopwatch.GetElapsedTime(begun) > LongestMessage) throw new ProtocolException("a message that does not end");
            bytes = bytes[read..];
        }
    }

    /// <summary>The body of the next frame, which must be a command.</summary>
    public byte[] ReadCommand()
    {
        var (flags, size) = ReadHead(ReadByte());
        return flags.HasFlag(FrameFlags.Command) ? Body(size) : throw new ProtocolException("a message before the handshake");
    }

    /// <summary>Reads the next message, which may be long in coming. Commands between messages mean nothing to this kernel.</summary>
    /// <param name="limits">How large it may be.</param>
    /// <param name="receive">Takes the frames, whose memory serves the next message as soon as it returns.</param>
    public void ReadMessage(Limits limits, Action<IReadOnlyList<ReadOnlyMemory<byte>>> receive)
    {
        using var memory = new MessageMemory(limits, allowance);
        for (var first = WaitForByte(); ; first = ReadByte())
        {
            var (flags, size) = ReadHead(first);
            Fill(memory.Add(size));
            if (flags.HasFlag(FrameFlags.Command)) return;
            if (flags.HasFlag(FrameFlags.More)) continue;
            receive(memory.Frames());
            return;
        }
    }

    public void Dispose() => stream.Dispose();

    private (FrameFlags Flags, int Size) ReadHead(byte first)
    {
        var flags = (FrameFlags)first;
        if ((flags & ~FrameFlags.All) != 0) throw new ProtocolException($"a frame with the flags {first}");
        Span<byte> size = stackalloc byte[flags.HasFlag(FrameFlags.Long) ? sizeof(ulong) : 1];
        Fill(size);
        var bytes = size.Length == 1 ? size[0] : BinaryPrimitives.ReadUInt64BigEndian(size);
        if (bytes > (ulong)(flags.HasFlag(FrameFlags.Command) ? LargestCommand : int.MaxValue))
            throw new ProtocolException($"a frame of {bytes} bytes");
        return (flags, (int)bytes);
    }

    private byte[] Body(int size)
    {
        var body = new byte[size];
        Fill(body);
        return body;
    }

    private byte WaitForByte()
    {
        socket.ReceiveTimeout = Timeout.Infinite;
        var first = stream.ReadByte();
        if (first < 0) throw new EndOfStreamException();
        begun = Stopwatch.GetTimestamp();
        socket.ReceiveTimeout = (int)LongestMessage.TotalMilliseconds;
        return (byte)first;
    }

    private byte ReadByte()
    {
        Span<byte> one = stackalloc byte[1];
        Fill(one);
        return one[0];
    }
}
