using System.Globalization;
using JupyterKernel.Tests.Serving;
using JupyterKernel.Wire;

namespace JupyterKernel.Tests.Hosts;

public sealed class KernelProcessTests : IClassFixture<RunningKernel>
{
    private const string Listening = "0A", LoopbackAddress = "0100007F";
    private readonly RunningKernel running;

    public KernelProcessTests(RunningKernel running)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks at processes as Linux shows them.");
        this.running = running;
    }

    [Fact]
    public void SIGINT_stops_the_cell_and_never_the_kernel()
    {
        var kernel = running.Kernel;
        for (var i = 0; i < 3; i++) kernel.Signal("INT");
        Thread.Sleep(500);    // they arrive by themselves, and none should meet the cell
        Assert.Equal("5", kernel.Client.Execute("var kept = 5; kept").PlainText);
        kernel.Client.Send(Channel.Shell, "execute_request", KernelClient.ExecuteContent("Console.Write(1); while (true) { }"));
        kernel.Client.WaitForOutput();
        kernel.Signal("INT");
        Assert.Equal("Interrupted", kernel.Client.Collect(Channel.Shell).Reply.Text("ename"));
        Assert.Equal("5", kernel.Client.Execute("kept").PlainText);
    }

    /// <summary>What waits for a socket goes on where the socket completes, which must not be where the kernel's own sockets are
    /// served.</summary>
    [Fact]
    public void A_cell_that_goes_on_from_a_socket_can_be_stopped()
    {
        var kernel = running.Kernel;
        kernel.Client.Send(Channel.Shell, "execute_request", KernelClient.ExecuteContent("""
            using System.Net; using System.Net.Sockets;
            var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            _ = Task.Run(async () => { await Task.Delay(200); new TcpClient().Connect((IPEndPoint)listener.LocalEndpoint); });
            using (await listener.AcceptTcpClientAsync()) listener.Stop();
            Console.Write(1);
            while (true) { }
            """));
        kernel.Client.WaitForOutput();
        kernel.Client.Send(Channel.Control, "interrupt_request", []);
        Assert.Equal("ok", kernel.Client.Receive(Channel.Control).Text("status"));
        Assert.Equal("Interrupted", kernel.Client.Receive(Channel.Shell).Text("ename"));
        kernel.Client.WaitForSilence();
    }

    [Fact]
    public void Cultures_are_there_and_what_is_written_stays_invariant()
    {
        var client = running.Kernel.Client;
        Assert.Equal("1.234,50", client.Execute("1234.5.ToString(\"N2\", new System.Globalization.CultureInfo(\"de-DE\"))").PlainText);
        Assert.Equal("1", client.Execute("\"e\\u0301\".Normalize().Length").PlainText);
        Assert.Equal("1,234.50 0.5", client.Execute("$\"{1234.5:N2} {0.5}\"").PlainText);
    }

    [Fact]
    public void What_throws_while_it_is_freed_does_not_end_the_kernel()
    {
        var client = running.Kernel.Client;
        client.Execute("""
            var compiled = Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create("missing",
                [Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(
                    "public class Handle { ~Handle() => throw new System.DllNotFoundException(\"libmissing\"); }")],
                [Microsoft.CodeAnalysis.MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
                new(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary));
            var bytes = new System.IO.MemoryStream(); compiled.Emit(bytes); var library = System.Reflection.Assembly.Load(bytes.ToArray());
            for (int i = 0; i < 10; i++) Activator.CreateInstance(library.GetType("Handle"));
            """);
        Assert.Equal("ok", client.Execute("GC.Collect(); GC.WaitForPendingFinalizers();").Status);
        Assert.Equal("2", client.Execute("1 + 1").PlainText);
    }

    [Fact]
    public void Five_sockets_listen_on_loopback_and_nothing_else_does()
    {
        var kernel = running.Kernel;
        kernel.Client.Execute("1");
        var own = Directory.GetFiles($"/proc/{kernel.Id}/fd").Select(file => new FileInfo(file).LinkTarget ?? "").ToHashSet();
        var listening = File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6")).Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[3] == Listening && own.Contains($"socket:[{fields[9]}]"))
            .Select(fields => fields[1].Split(':')).ToArray();
        Assert.All(listening, address => Assert.Equal(LoopbackAddress, address[0]));
        Assert.Equal(kernel.Ports.Order(),
            listening.Select(address => int.Parse(address[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).Order());
    }
}
