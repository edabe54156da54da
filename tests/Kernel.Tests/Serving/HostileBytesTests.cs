using System.Text.Json.Nodes;
using JupyterKernel.Tests.Hosts;
using JupyterKernel.Wire;

namespace JupyterKernel.Tests.Serving;

/// <summary>What any program on this machine can send to the kernel's ports without knowing the key.</summary>
public sealed class HostileBytesTests(RunningKernel running) : IClassFixture<RunningKernel>
{
    private const int Megabyte = 1 << 20;

    /// <summary>A message of ZMTP 1.0 without the empty frame of a request: a socket that answers waited for the next one for good, and the
    /// kernel with it.</summary>
    [Fact]
    public void Four_bytes_at_the_heartbeat_do_not_freeze_the_kernel()
    {
        using (var connection = new RawConnection(running.Kernel.Connection.Heartbeat))
            connection.Send(1, 1, 1, 0);
        AssertAnswers();
    }

    /// <summary>A property of 4 GB in the handshake, and sizes below nothing and beyond all memory: each ended a process with NetMQ
    /// 4.0.4.5.</summary>
    [Fact]
    public void Sizes_beyond_all_memory_end_the_connection_and_nothing_else()
    {
        byte[] property = RawConnection.Command([.. "\u0005READY\u000bSocket-Type"u8, 0xff, 0xff, 0xff, 0xff, (byte)'D']);
        foreach (var port in running.Kernel.Ports)
        {
            AssertCloses(port, [.. RawConnection.Greeting, .. property]);
            foreach (var size in new ulong[] { ulong.MaxValue, long.MaxValue, uint.MaxValue, int.MaxValue, 100 * Megabyte })
                AssertCloses(port, [.. RawConnection.Greeting, .. RawConnection.Ready(), .. RawConnection.LongHead(size, more: false)]);
        }
        AssertAnswers();
    }

    [Fact]
    public void A_hundred_megabytes_of_unsigned_frames_do_not_stay_in_memory()
    {
        var kernel = running.Kernel;
        AssertAnswers();
        var before = kernel.Megabytes;
        var unsigned = new byte[Megabyte];
        for (var i = 0; i < 100; i++)
            kernel.Client.SendFrames(Channel.Shell, ["<IDS|MSG>"u8.ToArray(), new byte[64], "{}"u8.ToArray(), "{}"u8.ToArray(),
                "{}"u8.ToArray(), unsigned]);
        SendWithoutEnd(kernel.Connection.Shell, unsigned, frames: 100);
        AssertAnswers();
        Assert.InRange(kernel.Megabytes - before, double.NegativeInfinity, 50);
    }

    [Fact]
    public void The_heart_beats_while_messages_are_cut_off_on_every_port()
    {
        var connections = running.Kernel.Ports.Select(port => new RawConnection(port)).ToArray();
        foreach (var connection in connections) connection.Send([.. RawConnection.Greeting, .. RawConnection.Ready(), 1, 200, 1, 2, 3]);
        AssertAnswers();
        foreach (var connection in connections) connection.Dispose();
    }

    [Fact]
    public void A_message_that_comes_again_is_not_run_again()
    {
        var client = running.Kernel.Client;
        var frames = new WireFormat(running.Kernel.Connection.KeyBytes()).Encode([], "execute_request",
            KernelClient.ExecuteContent("var times = 0;"), null);
        client.SendFrames(Channel.Shell, frames);
        client.Collect(Channel.Shell);
        client.Execute("times++;");
        client.SendFrames(Channel.Shell, frames);
        Assert.Equal("1", client.Execute("times").PlainText);
    }

    [Fact]
    public void Half_a_character_is_run_and_printed_as_what_cannot_be_shown()
    {
        var client = running.Kernel.Client;
        Assert.Equal("\ufffd", client.Execute("Console.Write(\"\\ud83d\");").StreamText("stdout"));
        Assert.Equal("\ufffd", client.Execute("\"\\ud83d\"").PlainText);
        var oneHalf = client.Ask(Channel.Shell, "complete_request", new JsonObject { ["code"] = "\ud83d", ["cursor_pos"] = 1 });
        Assert.Equal("ok", oneHalf.Status);
    }

    [Fact]
    public void An_empty_key_is_warned_of()
    {
        using var kernel = new KernelProcess(key: "");
        Assert.Contains("every program on this machine can run code in this kernel", kernel.Errors, StringComparison.Ordinal);
    }

    private static void AssertCloses(int port, byte[] bytes)
    {
        using var connection = new RawConnection(port);
        connection.Send(bytes);
        Assert.True(connection.IsClosed());
    }

    /// <summary>A message that goes on and on: whoever keeps it until its end keeps all of it.</summary>
    private static void SendWithoutEnd(int port, byte[] frame, int frames)
    {
        using var connection = new RawConnection(port);
        connection.Send([.. RawConnection.Greeting, .. RawConnection.Ready()]);
        for (var i = 0; i < frames && connection.Send([.. RawConnection.LongHead((ulong)frame.Length, more: true), .. frame]); i++)
        {
        }
        Thread.Sleep(1000);
    }

    /// <summary>Nothing but requests: a beat of the heart might wake what waits for one.</summary>
    private void AssertAnswers()
    {
        Assert.Equal("42", running.Kernel.Client.Execute("6 * 7").PlainText);
        Assert.True(running.Kernel.Client.HeartBeats());
    }
}
