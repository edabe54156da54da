using System.Runtime.InteropServices;
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
    public static void ServeSockets(string connectionFile)
    {
        var connection = ConnectionFile.Read(connectionFile);
        if (connection.Key.Length == 0)
            Console.Error
                .WriteLine($"{connectionFile} gives no key: messages are not signed, and every program on this machine can run code in "
                    + $"this kernel.");
        using var server = new KernelServer(new KernelSockets(connection));
        Serve(server);
    }

    /// <summary>Serves the program that started the kernel, in Jupyter's messages as lines of JSON, until it says goodbye, or its lines
    /// end.</summary>
    /// <param name="input">Requests. Not <c>Console.In</c>, which is for cells.</param>
    /// <param name="output">Takes answers. Not <c>Console.Out</c>, which is for cells.</param>
    public static void ServeLines(TextReader input, TextWriter output)
    {
        var lines = new FrontEndLines(input, output);
        using var server = new KernelServer(lines);
        lines.Ended += server.Stop;
        Serve(server);
    }

    private static void Serve(KernelServer server)
    {
        Console.CancelKeyPress += (_, pressed) =>
        {
            if (pressed.SpecialKey != ConsoleSpecialKey.ControlC) return;
            pressed.Cancel = true;
            server.Interrupt();
        };
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => server.Stop());
        using var hungUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, _ => server.Stop());
        ChildProcesses.EndWithThisProcess();
        ParentWatch.Start(server.Stop);
        server.Serve();
    }
}
