using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Sockets;

namespace JupyterKernel.Wire.Zmtp;

/// <summary>One connection. A thread of its own sends, so that nobody waits for an end that does not read.</summary>
internal sealed class Peer : IDisposable
{
    /// <summary>What waits to be sent to an end that does not read; beyond it the connection is closed.</summary>
    private const long LargestBacklog = 256 << 20;

    private const int StackSize = 256 << 10;
    private readonly Socket socket;
    private readonly BlockingCollection<byte[]> outgoing = [];
    private readonly Thread writer;
    private long backlog;

    public Peer(Socket socket, Allowance allowance)
    {
        this.socket = socket;
        Reader = new FrameReader(socket, allowance);
        writer = new Thread(Write, StackSize) { IsBackground = true, Name = "jupyter sender" };
        writer.Start();
    }

    /// <summary>Reads what the other end says.</summary>
    public FrameReader Reader { get; }

    /// <summary>What the other end is called by.</summary>
    public byte[] Identity { get; set; } = [];

    /// <summary>What the other end of a publishing socket wants to hear: messages that begin so.</summary>
    public Subscriptions Subscriptions { get; } = new();

    /// <summary>A message as it goes over the connection.</summary>
    public static byte[] Encode(IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        using var bytes = new MemoryStream(frames.Sum(frame => frame.Length + 1 + sizeof(ulong)));
        Span<byte> size = stackalloc byte[sizeof(ulong)];
        for (var i = 0; i < frames.Count; i++)
        {
            var isLong = frames[i].Length > byte.MaxValue;
            bytes.WriteByte((byte)((i < frames.Count - 1 ? FrameFlags.More : 0) | (isLong ? FrameFlags.Long : 0)));
            BinaryPrimitives.WriteUInt64BigEndian(size, (ulong)frames[i].Length);
            bytes.Write(isLong ? size : size[^1..]);
            bytes.Write(frames[i].Span);
        }
        return bytes.ToArray();
    }

    /// <summary>Sends when it can; returns at once.</summary>
    public void Send(byte[] bytes)
    {
        if (Interlocked.Add(ref backlog, bytes.Length) - bytes.Length > LargestBacklog)
        {
            Close();
            return;
        }
        try
        {
            outgoing.Add(bytes);
        }
        catch (InvalidOperationException)    // it was closed meanwhile
        {
        }
    }

    /// <summary>Sends what is waiting, for so long at most.</summary>
    public void Finish(TimeSpan patience)
    {
        outgoing.CompleteAdding();
        writer.Join(patience);
    }

    /// <summary>Ends both directions; who reads or writes gets an exception.</summary>
    public void Close()
    {
        outgoing.CompleteAdding();
        socket.Dispose();
    }

    public void Dispose()
    {
        Close();
        Reader.Dispose();
    }

    private void Write()
    {
        try
        {
            foreach (var bytes in outgoing.GetConsumingEnumerable())
            {
                for (var sent = 0; sent < bytes.Length;) sent += socket.Send(bytes, sent, bytes.Length - sent, SocketFlags.None);
                Interlocked.Add(ref backlog, -bytes.Length);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Close();
        }
    }
}
