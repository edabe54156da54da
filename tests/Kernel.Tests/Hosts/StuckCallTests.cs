using JupyterKernel.Tests.Serving;
using JupyterKernel.Wire;

namespace JupyterKernel.Tests.Hosts;

/// <summary>Calls of .NET's own library into which no check can be woven. Each has a kernel of its own, since some never end.</summary>
public sealed class StuckCallTests : IDisposable
{
    private readonly KernelProcess kernel = new();

    public void Dispose() => kernel.Dispose();

    [Theory]
    [InlineData("System.Numerics.BigInteger.Pow(3, 5_000_000).ToString().Length")]
    [InlineData("System.Text.RegularExpressions.Regex.IsMatch(new string('a', 40) + '!', \"(a+)+$\")")]
    [InlineData("var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0); listener.Start(); "
        + "listener.AcceptTcpClient();")]
    public void A_stop_takes_effect_or_says_that_only_a_restart_helps(string code)
    {
        kernel.Client.Send(Channel.Shell, "execute_request", KernelClient.ExecuteContent("Console.WriteLine(\"begun\"); " + code));
        kernel.Client.WaitForOutput();
        kernel.Client.Send(Channel.Control, "interrupt_request", []);
        Assert.Equal("ok", kernel.Client.Receive(Channel.Control).Text("status"));
        JupyterMessage said;
        do said = kernel.Client.Receive(Channel.IoPub);
        while (said.Type == "status");
        var isStopped = said.Type == "error" && said.Text("ename") == "Interrupted";
        var isTold = said.Type == "stream" && said.Text("name") == "stderr"
            && said.Text("text")?.Contains("restart the kernel", StringComparison.Ordinal) == true;
        Assert.True(isStopped || isTold, said.Content.ToJsonString());
    }
}
