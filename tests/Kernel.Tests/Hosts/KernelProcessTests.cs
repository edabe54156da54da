using System.Globalization;
using System.Text.Json.Nodes;
using JupyterKernel.Tests.Serving;
using JupyterKernel.Wire;

namespace JupyterKernel.Tests.Hosts;

public sealed class KernelProcessTests
{
    private const string Listening = "0A", LoopbackAddress = "0100007F";

    public KernelProcessTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks at processes as Linux shows them.");

    [Fact]
    public void SIGINT_stops_the_cell_and_never_the_kernel()
    {
        using var kernel = new KernelProcess();
        for (var i = 0; i < 3; i++) kernel.Signal("INT");
        Thread.Sleep(1000);    // they arrive by themselves, and none should meet the cell
        Assert.Equal("5", kernel.Client.Execute("var kept = 5; kept").PlainText);
        kernel.Client.Send(Channel.Shell, "execute_request", KernelClient.ExecuteContent("Console.Write(1); while (true) { }"));
        kernel.Client.WaitForOutput();
        kernel.Signal("INT");
        Assert.Equal("Interrupted", kernel.Client.Collect(Channel.Shell).Reply.Text("ename"));
        Assert.Equal("5", kernel.Client.Execute("kept").PlainText);
    }

    [Fact]
    public void The_kernel_ends_when_its_parent_does()
    {
        using var kernel = new KernelProcess();
        kernel.Client.Execute("1");
        kernel.KillParent();
        Assert.True(kernel.EndsWithin(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void The_kernel_ends_when_it_is_told_to_even_while_a_cell_runs()
    {
        using var kernel = new KernelProcess();
        kernel.Client.Send(Channel.Shell, "execute_request", KernelClient.ExecuteContent("new System.Threading.Thread(() => System.Threading.Thread.Sleep(-1)).Start(); while (true) { }"));
        Thread.Sleep(1000);
        kernel.Client.Send(Channel.Control, "shutdown_request", new JsonObject { ["restart"] = true });
        var reply = kernel.Client.Receive(Channel.Control);
        Assert.Equal(("shutdown_reply", true), (reply.Type, reply.Flag("restart", false)));
        Assert.True(kernel.EndsWithin(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void Five_sockets_listen_on_loopback_and_nothing_else_does()
    {
        using var kernel = new KernelProcess();
        kernel.Client.Execute("1");
        var own = Directory.GetFiles($"/proc/{kernel.Id}/fd").Select(file => new FileInfo(file).LinkTarget ?? "").ToHashSet();
        var listening = File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6")).Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[3] == Listening && own.Contains($"socket:[{fields[9]}]"))
            .Select(fields => fields[1].Split(':')).ToArray();
        Assert.All(listening, address => Assert.Equal(LoopbackAddress, address[0]));
        int[] ports = [kernel.Connection.Shell, kernel.Connection.Control, kernel.Connection.Stdin, kernel.Connection.IoPub, kernel.Connection.Heartbeat];
        Assert.Equal(ports.Order(), listening.Select(address => int.Parse(address[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).Order());
    }
}
