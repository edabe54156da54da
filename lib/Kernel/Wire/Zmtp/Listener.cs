using System.Net;
using System.Net.Sockets;

namespace JupyterKernel.Wire.Zmtp;

/// <summary>A port that front ends connect to. Whatever a connection brings, at worst it is closed: no other notices.</summary>
internal sealed class Listener : IDisposable
{
    private const int MostPeers = 64, StackSize = 256 << 10;
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private readonly List<Peer> peers = [];
    private readonly TcpListener tcp;
    private readonly string role;
    private readonly Limits limits;
    private readonly Allowance allowance;
    private int unnamed;

    /// <summary>Takes the port; a port of 0 takes a free one.</summary>
    /// <param name="address">The address and port.</param>
    /// <param name="role">What other ends are told that this is: ROUTER or PUB.</param>
    /// <param name="limits">How large messages may be.</param>
    /// <param name="allowance">The memory for messages on their way.</param>
    /// <exception cref="SocketException">The port is taken.</exception>
    public Listener(IPEndPoint address, string role, Limits limits, Allowance allowance)
    {
        (this.role, this.limits, this.allowance) = (role, limits, allowance);
        tcp = new TcpListener(address);
        tcp.Start();
    }

    /// <summary>A message came in, on a thread of its connection; the memory is lent.</summary>
    public event Action<Peer, IReadOnlyList<ReadOnlyMemory<byte>>>? Received;

    /// <summary>The port.</summary>
    public int Port => ((IPEndPoint)tcp.LocalEndpoint).Port;

    public void Start() => Run("jupyter listener", Accept);

    /// <summary>Sends to one end; nothing happens if it has gone.</summary>
    public void SendTo(ReadOnlySpan<byte> identity, byte[] message)
    {
        lock (gate)
        {
            foreach (var peer in peers)
                if (identity.SequenceEqual(peer.Identity)) peer.Send(message);
        }
    }

    /// <summary>Sends to all who want to hear it.</summary>
    public void Publish(ReadOnlySpan<byte> topic, byte[] message)
    {
        lock (gate)
        {
            foreach (var peer in peers)
                if (peer.Subscriptions.Include(topic)) peer.Send(message);
        }
    }

    /// <summary>Sends what is waiting, then closes.</summary>
    public void Dispose()
    {
        tcp.Dispose();
        Peer[] open;
        lock (gate) open = [.. peers];
        foreach (var peer in open) peer.Finish(Linger);
        foreach (var peer in open) peer.Close();
    }

    private static void Run(string name, Action action) =>
        new Thread(() => action(), StackSize) { IsBackground = true, Name = name }.Start();

    private void Accept()
    {
        while (true)
        {
            try
            {
                var socket = tcp.AcceptSocket();
                Run("jupyter receiver", () => Serve(socket));
            }
            catch (Exception e) when (e is ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
            catch (SocketException)    // who wanted to connect has gone already, or there are too many open files
            {
                if (!tcp.Server.IsBound) return;
                Thread.Sleep(10);
            }
        }
    }

    private void Serve(Socket socket)
    {
        using (socket)
        {
            try
            {
                socket.NoDelay = true;
                Converse(socket);
            }
            catch (Exception)
            {
                // Whatever it brought, the connection ends here, and only it.
            }
        }
    }

    private void Converse(Socket socket)
    {
        using var peer = new Peer(socket, allowance);
        peer.Send(Handshake.Opening(role));
        peer.Identity = Handshake.Receive(peer.Reader);
        Enter(peer);
        try
        {
            while (true) peer.Reader.ReadMessage(limits, frames => Received?.Invoke(peer, frames));
        }
        finally
        {
            lock (gate) peers.Remove(peer);
        }
    }

    /// <summary>A name that is taken is not given again: who comes later would get the answers of who was first.</summary>
    private void Enter(Peer peer)
    {
        lock (gate)
        {
            if (peers.Count == MostPeers) throw new ProtocolException($"more than {MostPeers} connections");
            if (peer.Identity.Length == 0) peer.Identity = [0, .. BitConverter.GetBytes(++unnamed)];
            else if (role == "ROUTER" && peers.Any(other => other.Identity.AsSpan().SequenceEqual(peer.Identity)))
                throw new ProtocolException("a name that is taken");
            peers.Add(peer);
        }
    }
}
