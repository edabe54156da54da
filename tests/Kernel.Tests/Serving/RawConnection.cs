using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace JupyterKernel.Tests.Serving;

/// <summary>A connection that sends whatever bytes it is given: ZMTP is what the test makes of it.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        SendTimeout = 10_000,
        ReceiveTimeout = 10_000
    };

    public RawConnection(int port) => socket.Connect(IPAddress.Loopback, port);

    /// <summary>What a connection of ZMTP 3.0 without security begins with.</summary>
    public static byte[] Greeting { get; } = [0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0x7f, 3, 0, .. "NULL"u8, .. new byte[48]];

    /// <summary>What follows the greeting.</summary>
    public static byte[] Ready(string role = "DEALER") =>
        Command([.. "\u0005READY\u000bSocket-Type"u8, 0, 0, 0, (byte)role.Length, .. System.Text.Encoding.ASCII.GetBytes(role)]);

    public static byte[] Command(byte[] body) => [4, (byte)body.Length, .. body];

    /// <summary>The head of a frame that claims a size.</summary>
    public static byte[] LongHead(ulong size, bool more)
    {
        var head = new byte[9];
        head[0] = (byte)(more ? 3 : 2);
        BinaryPrimitives.WriteUInt64BigEndian(head.AsSpan(1), size);
        return head;
    }

    /// <summary>Sends; false if the other end has closed.</summary>
    public bool Send(params ReadOnlySpan<byte> bytes)
    {
        try
        {
            while (bytes.Length > 0) bytes = bytes[socket.Send(bytes)..];
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Whether the other end closes the connection, however much it says before.</summary>
    public bool IsClosed()
    {
        Span<byte> ignored = stackalloc byte[1024];
        try
        {
            while (socket.Receive(ignored) > 0)
            {
            }
            return true;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode is SocketError.ConnectionReset;
        }
    }

    /// <summary>Closes at once, with what is on its way thrown away, or in order.</summary>
    public void Close(bool abruptly)
    {
        if (abruptly) socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public void Dispose() => socket.Dispose();
}
