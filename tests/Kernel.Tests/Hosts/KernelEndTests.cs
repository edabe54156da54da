using System.Diagnostics;
using System.Text.Json.Nodes;
using Course.Cli.Tests;
using JupyterKernel.Tests.Serving;
using JupyterKernel.Wire;

namespace JupyterKernel.Tests.Hosts;

public sealed class KernelEndTests
{
    public KernelEndTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks at processes as Linux shows them.");

    [Fact]
    public void The_kernel_ends_when_its_parent_does()
    {
        using var kernel = new KernelProcess();
        kernel.Client.Execute("1");
        kernel.KillParent();
        Assert.True(kernel.EndsWithin(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void A_thread_that_a_stopped_cell_had_started_ends_without_the_kernel()
    {
        using var kernel = new KernelProcess();
        kernel.Client.Execute("var kept = 1;");
        kernel.Client.Send(Channel.Shell, "execute_request",
            KernelClient.ExecuteContent(
                "new System.Threading.Thread(() => { while (true) { } }).Start(); Console.Write(kept); while (true) { }"));
        kernel.Client.WaitForOutput();
        kernel.Client.Send(Channel.Control, "interrupt_request", []);
        kernel.Client.Receive(Channel.Control);
        Assert.Equal("error", kernel.Client.Receive(Channel.Shell).Text("status"));
        kernel.Client.WaitForSilence();
        Assert.Equal("2", kernel.Client.Execute("kept + 1").PlainText);
    }

    [Fact]
    public void A_thread_that_throws_ends_without_the_kernel_and_says_so()
    {
        using var kernel = new KernelProcess();
        var answer = kernel.Client
            .Execute("new System.Threading.Thread(() => throw new InvalidOperationException(\"odd\")).Start(); "
                + "System.Threading.Thread.Sleep(1000);");
        Assert.Equal("ok", answer.Status);
        Assert.Contains("InvalidOperationException: odd", answer.StreamText("stderr"), StringComparison.Ordinal);
        Assert.Equal("2", kernel.Client.Execute("1 + 1").PlainText);
    }

    [Fact]
    public void The_kernel_ends_when_it_is_told_to_even_while_a_cell_runs()
    {
        using var kernel = new KernelProcess();
        kernel.Client.Send(Channel.Shell, "execute_request",
            KernelClient.ExecuteContent(
                "new System.Threading.Thread(() => System.Threading.Thread.Sleep(-1)).Start(); Console.Write(1); while (true) { }"));
        kernel.Client.WaitForOutput();
        kernel.Client.Send(Channel.Control, "shutdown_request", new JsonObject { ["restart"] = true });
        var reply = kernel.Client.Receive(Channel.Control);
        Assert.Equal(("shutdown_reply", true), (reply.Type, reply.Flag("restart", false)));
        Assert.True(kernel.EndsWithin(TimeSpan.FromSeconds(10)));
    }

    [Theory]
    [InlineData("System.Diagnostics.Process.Start(\"sleep\", \"902\");")]
    [InlineData("System.Diagnostics.Process.Start(\"bash\", [\"-c\", \"sleep 902 & disown\"]).WaitForExit();")]
    public void Processes_that_cells_have_started_end_with_the_kernel(string code)
    {
        using var kernel = new KernelProcess();
        Assert.Equal("ok", kernel.Client.Execute(code).Status);
        Assert.True(Sleeps());
        kernel.Client.Send(Channel.Control, "shutdown_request", new JsonObject { ["restart"] = false });
        Assert.True(kernel.EndsWithin(TimeSpan.FromSeconds(10)));
        Assert.True(SleepEnds());
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public void The_kernel_and_what_its_cells_have_started_end_by_a_signal(string signal)
    {
        HangUp.SkipIfIgnored(signal);
        using var kernel = new KernelProcess();
        kernel.Client.Execute("System.Diagnostics.Process.Start(\"sleep\", \"902\");");
        kernel.Signal(signal);
        Assert.True(kernel.EndsWithin(TimeSpan.FromSeconds(10)));
        Assert.True(SleepEnds());
    }

    /// <summary>A killed process is there until the system gives it its turn to end.</summary>
    private static bool SleepEnds() => SpinWait.SpinUntil(() => !Sleeps(), TimeSpan.FromSeconds(10));

    private static bool Sleeps() => Process.GetProcessesByName("sleep").Any(sleep => IsOurs(sleep.Id));

    private static bool IsOurs(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Contains("902", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;    // somebody else's, and it has ended meanwhile
        }
    }
}
