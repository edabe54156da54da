using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using JupyterKernel.Wire.Zmtp;

namespace JupyterKernel.Wire;

/// <summary>
/// The five ports, in ZMTP 3.0 and no library of ZeroMQ: those for .NET end the process when a few wrong bytes come in, and keep
/// whatever is sent. Each connection has threads of its own, so that none, the heartbeat above all, waits for another.
/// </summary>
internal sealed class KernelSockets : IFrontEnd
{
    /// <summary>A cell of 16 MB is no cell.</summary>
    private static readonly Limits Requests = new(Frames: 64, Bytes: 16 << 20);

    /// <summary>Beats and subscriptions are a few bytes.</summary>
    private static readonly Limits Signs = new(Frames: 16, Bytes: 4 << 10);

    private readonly Allowance allowance = new(64 << 20);
    private readonly Listener shell, control, stdin, ioPub, heartbeat;
    private readonly WireFormat wire;
    private bool disposed;

    /// <summary>Takes the ports; a port of 0 takes a free one.</summary>
    /// <exception cref="ConnectionFileException">A port is taken.</exception>
    public KernelSockets(ConnectionFile connection)
    {
        wire = new WireFormat(connection.KeyBytes());
        shell = Listen(connection.Ip, connection.Shell, "ROUTER", Requests);
        control = Listen(connection.Ip, connection.Control, "ROUTER", Requests);
        stdin = Listen(connection.Ip, connection.Stdin, "ROUTER", Requests);
        ioPub = Listen(connection.Ip, connection.IoPub, "PUB", Signs);
        heartbeat = Listen(connection.Ip, connection.Heartbeat, "ROUTER", Signs);
        Connection = connection with
        {
            Shell = shell.Port,
            Control = control.Port,
            Stdin = stdin.Port,
            IoPub = ioPub.Port,
            Heartbeat = heartbeat.Port
        };
        shell.Received += (peer, frames) => Receive(Channel.Shell, peer, frames);
        control.Received += (peer, frames) => Receive(Channel.Control, peer, frames);
        stdin.Received += (peer, frames) => Receive(Channel.Stdin, peer, frames);
        ioPub.Received += (peer, frames) => peer.Subscriptions.Change(frames);
        heartbeat.Received += (peer, frames) => peer.Send(Peer.Encode(frames));
    }

    /// <summary>A message came in, on a thread of its connection.</summary>
    public event Action<JupyterMessage>? Received;

    /// <summary>Where the kernel listens.</summary>
    public ConnectionFile Connection { get; }

    private Listener[] All => [shell, control, stdin, ioPub, heartbeat];

    public void Start()
    {
        foreach (var listener in All) listener.Start();
    }

    /// <summary>Answers a request on the channel that it came on.</summary>
    public void Reply(JupyterMessage request, string type, JsonObject content) => SendTo(request.Channel, request, type, content);

    /// <summary>Asks the front end that sent a request.</summary>
    public void Ask(JupyterMessage request, string type, JsonObject content) => SendTo(Channel.Stdin, request, type, content);

    /// <summary>Tells all front ends.</summary>
    public void Publish(JupyterMessage? cause, string type, JsonObject content)
    {
        var topic = Encoding.UTF8.GetBytes(type);
        ioPub.Publish(topic, Peer.Encode([.. wire.Encode([topic], type, content, cause?.Header)]));
    }

    /// <summary>Sends what is waiting, then closes.</summary>
    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        foreach (var listener in All) listener.Dispose();
    }

    private Listener Listen(IPAddress ip, int port, string role, Limits limits)
    {
        try
        {
            return new Listener(new IPEndPoint(ip, port), role, limits, allowance);
        }
        catch (SocketException e)
        {
            throw new ConnectionFileException(
                $"The kernel cannot listen on port {port} of {ip}: {e.Message}. Another program may use it; start the kernel again.", e);
        }
    }

    /// <summary>The first of the identities is the connection's own.</summary>
    private void SendTo(Channel channel, JupyterMessage request, string type, JsonObject content)
    {
        var frames = wire.Encode(request.Identities.Skip(1), type, content, request.Header);
        (channel switch { Channel.Shell => shell, Channel.Control => control, _ => stdin }).SendTo(request.Identities[0],
            Peer.Encode([.. frames]));
    }

    private void Receive(Channel channel, Peer peer, IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        if (wire.Decode(channel, [peer.Identity, .. frames]) is { } message) Received?.Invoke(message);
    }
}
