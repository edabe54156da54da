using System.Text;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;

namespace JupyterKernel.Wire;

/// <summary>The five sockets. One thread alone touches them; what other threads send goes through a queue.</summary>
internal sealed class KernelSockets : IFrontEnd
{
    private const long LargestMessage = 256 << 20;
    private readonly RouterSocket shell = new(), control = new(), stdin = new();
    private readonly PublisherSocket ioPub = new();
    private readonly ResponseSocket heartbeat = new();
    private readonly NetMQQueue<(Channel Channel, List<byte[]> Frames)> outgoing = new();
    private readonly NetMQPoller poller;
    private readonly WireFormat wire;
    private bool disposed;

    /// <summary>Binds the sockets; a port of 0 takes a free one.</summary>
    public KernelSockets(ConnectionFile connection)
    {
        wire = new WireFormat(connection.KeyBytes());
        Connection = connection with
        {
            Shell = Bind(shell, connection, connection.Shell),
            Control = Bind(control, connection, connection.Control),
            Stdin = Bind(stdin, connection, connection.Stdin),
            IoPub = Bind(ioPub, connection, connection.IoPub),
            Heartbeat = Bind(heartbeat, connection, connection.Heartbeat),
        };
        Receive(shell, Channel.Shell);
        Receive(control, Channel.Control);
        Receive(stdin, Channel.Stdin);
        heartbeat.ReceiveReady += (_, ready) => ready.Socket.SendMultipartMessage(ready.Socket.ReceiveMultipartMessage());
        outgoing.ReceiveReady += (_, _) => SendQueued();
        poller = [shell, control, stdin, heartbeat, outgoing];
    }

    /// <summary>A message came in, on the sockets' own thread.</summary>
    public event Action<JupyterMessage>? Received;

    /// <summary>Where the sockets listen.</summary>
    public ConnectionFile Connection { get; }

    public void Start() => poller.RunAsync("jupyter sockets", isBackgroundThread: true);

    /// <summary>Answers a request on the channel that it came on.</summary>
    public void Reply(JupyterMessage request, string type, JsonObject content) =>
        outgoing.Enqueue((request.Channel, wire.Encode(request.Identities, type, content, request.Header)));

    /// <summary>Asks the front end that sent a request.</summary>
    public void Ask(JupyterMessage request, string type, JsonObject content) =>
        outgoing.Enqueue((Channel.Stdin, wire.Encode(request.Identities, type, content, request.Header)));

    /// <summary>Tells all front ends.</summary>
    public void Publish(JupyterMessage? cause, string type, JsonObject content) =>
        outgoing.Enqueue((Channel.IoPub, wire.Encode([Encoding.UTF8.GetBytes(type)], type, content, cause?.Header)));

    /// <summary>Sends what is queued, then closes; the sockets linger until it is out.</summary>
    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        poller.Stop();
        SendQueued();
        foreach (var socket in new NetMQSocket[] { shell, control, stdin, ioPub, heartbeat }) socket.Dispose();
        poller.Dispose();
        outgoing.Dispose();
    }

    private static int Bind(NetMQSocket socket, ConnectionFile connection, int port)
    {
        socket.Options.SendHighWatermark = 0;    // no limit: by default a publisher drops what goes beyond 1,000 messages
        socket.Options.ReceiveHighWatermark = 0;
        socket.Options.MaxMsgSize = LargestMessage;
        socket.Options.Linger = TimeSpan.FromSeconds(1);
        if (port == 0) return socket.BindRandomPort(connection.Address(0)[..^2]);
        socket.Bind(connection.Address(port));
        return port;
    }

    private void Receive(NetMQSocket socket, Channel channel) => socket.ReceiveReady += (_, ready) =>
    {
        var frames = ready.Socket.ReceiveMultipartMessage().Select(frame => frame.ToByteArray()).ToList();
        if (wire.Decode(channel, frames) is { } message) Received?.Invoke(message);
    };

    private void SendQueued()
    {
        while (outgoing.TryDequeue(out var item, TimeSpan.Zero)) SocketOf(item.Channel).SendMultipartMessage(new NetMQMessage(item.Frames));
    }

    private NetMQSocket SocketOf(Channel channel) => channel switch
    {
        Channel.Shell => shell,
        Channel.Control => control,
        Channel.Stdin => stdin,
        _ => ioPub,
    };
}
