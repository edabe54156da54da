using JupyterKernel.Serving;
using JupyterKernel.Watching;
using JupyterKernel.Wire;

namespace JupyterKernel;

/// <summary>The kernel as a process of its own.</summary>
public static class KernelProgram
{
    /// <summary>Serves a front end until it says goodbye, or ends.</summary>
    /// <param name="connectionFile">The file in which the front end says where to listen.</param>
    /// <exception cref="ConnectionFileException">The file is of no use.</exception>
    public static void Serve(string connectionFile)
    {
        // Read when the first socket is made. Without it what arrives goes through the thread pool, where a request to stop a cell
        // would wait for seconds behind the cell's own Parallel.For.
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        using var server = new KernelServer(ConnectionFile.Read(connectionFile));
        Console.CancelKeyPress += (_, pressed) =>
        {
            if (pressed.SpecialKey != ConsoleSpecialKey.ControlC) return;
            pressed.Cancel = true;
            server.Interrupt();
        };
        ParentWatch.Start(server.Stop);
        server.Serve();
    }
}
