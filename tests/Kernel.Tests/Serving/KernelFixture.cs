using System.Net;
using JupyterKernel.Serving;
using JupyterKernel.Wire;

namespace JupyterKernel.Tests.Serving;

/// <summary>A kernel in this process and a front end of it, for all tests of a class.</summary>
public sealed class KernelFixture : IDisposable
{
    private readonly KernelSockets sockets = new(new ConnectionFile(IPAddress.Loopback, 0, 0, 0, 0, 0, "a key"));
    private readonly KernelServer server;
    private readonly Thread thread;
    private readonly TextReader input = Console.In;

    public KernelFixture()
    {
        server = new KernelServer(sockets);
        thread = new Thread(server.Serve);
        thread.Start();
        Client = new KernelClient(Connection);
    }

    internal ConnectionFile Connection => sockets.Connection;

    internal KernelClient Client { get; }

    internal void Interrupt() => server.Interrupt();

    public void Dispose()
    {
        Client.Dispose();
        server.Stop();
        thread.Join();
        server.Dispose();
        Console.SetIn(input);
    }
}
