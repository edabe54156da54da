using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Notebooks.Tests.Hosts;

/// <summary>Ports of this machine that nobody listens on.</summary>
public static class FreePort
{
    // below those that systems give to whoever connects somewhere: one of these may be taken before it is listened on
    private const int First = 15_000, Last = 32_000;
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            if (Given.TryAdd(port, true) && IsFree(port)) return port;
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
