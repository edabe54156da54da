using System.Security.Cryptography;
using System.Text;
using JupyterKernel.Tests.Hosts;
using JupyterKernel.Wire;

namespace JupyterKernel.Tests.Serving;

/// <summary>Whatever comes in, the kernel lives and answers the next front end. It is a process of its own here: what ended it would end
/// the tests.</summary>
public sealed class FuzzTests(RunningKernel running) : IClassFixture<RunningKernel>
{
    private static readonly string[] Types =
    [
        "kernel_info_request", "complete_request", "inspect_request", "is_complete_request", "history_request", "comm_info_request",
        "comm_open", "comm_msg", "interrupt_request", "input_reply", "debug_request", "execute_request", "\\ud83d", "",
    ];
    private static readonly string[] Names =
        ["code", "cursor_pos", "silent", "hist_access_type", "n", "session", "start", "pattern", "value", "comm_id", "output",
            "allow_stdin", "code"];

    [Theory]
    [InlineData(1_000)]
    [InlineData(20_000, Explicit = true)]
    public void Messages_of_raw_bytes_leave_the_kernel_alive(int count)
    {
        var kernel = running.Kernel;
        var strange = new StrangeBytes(seed: 1);
        for (var i = 0; i < count; i++)
        {
            kernel.Client.SendFrames((Channel)strange.Below(3), Message(strange, kernel.Connection.KeyBytes()));
            if (i % 1_000 == 999) AssertAlive(kernel);
        }
        AssertAlive(kernel);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(20_000, Explicit = true)]
    public void Connections_of_raw_bytes_leave_the_kernel_alive(int count)
    {
        var kernel = running.Kernel;
        var strange = new StrangeBytes(seed: 2);
        for (var i = 0; i < count; i++)
        {
            using var connection = new RawConnection(kernel.Ports[i % kernel.Ports.Length]);
            connection.Send(strange.Connection());
            connection.Close(abruptly: strange.Below(3) == 0);
            if (i % 1_000 == 999) AssertAlive(kernel);
        }
        AssertAlive(kernel);
    }

    private static void AssertAlive(KernelProcess kernel)
    {
        Assert.True(kernel.IsAlive);
        using var client = new KernelClient(kernel.Connection);
        client.Send(Channel.Shell, "execute_request", KernelClient.ExecuteContent("6 * 7"));
        JupyterMessage output;
        do output = client.Receive(Channel.IoPub);
        while (output.Type != "execute_result");
        Assert.Equal("42", (string?)output.Content["data"]!["text/plain"]);
        Assert.True(client.HeartBeats());
    }

    /// <summary>Frames whose signature is right more often than not, since nothing else is read far.</summary>
    private static List<byte[]> Message(StrangeBytes strange, byte[] key)
    {
        var header = $$"""{"msg_type":"{{strange.One(Types)}}","msg_id":"{{strange.Below(1 << 30)}}"}""";
        byte[][] parts = [strange.Below(4) == 0 ? strange.Json("msg_type", "msg_id", "session", "msg_id") : Encoding.UTF8.GetBytes(header),
            strange.Json("a"), strange.Json(), strange.Json(Names)];
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var part in parts) hash.AppendData(part);
        var signature = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
        List<byte[]> frames = ["<IDS|MSG>"u8.ToArray(), strange.Below(6) == 0 ? strange.Mangled(signature) : signature, .. parts];
        if (strange.Below(6) == 0) frames.RemoveAt(strange.Below(frames.Count));
        if (strange.Below(6) == 0) frames.Insert(strange.Below(frames.Count), strange.Random(300));
        return frames;
    }
}
