using System.Text;
using System.Text.Json.Nodes;
using JupyterKernel.Wire;

namespace JupyterKernel.Tests.Serving;

/// <summary>Whatever comes in, the kernel lives and answers the next front end.</summary>
public sealed class FuzzTests(KernelFixture fixture) : IClassFixture<KernelFixture>
{
    private const int Frames = 20_000;
    private static readonly string[] Types =
    [
        "kernel_info_request", "complete_request", "inspect_request", "is_complete_request", "history_request", "comm_info_request",
        "comm_open", "comm_msg", "interrupt_request", "input_reply", "debug_request", "", "🙂",
    ];

    [Fact]
    public void Twenty_thousand_frames_of_anything_leave_the_kernel_alive()
    {
        var random = new Random(1);
        var wire = new WireFormat(fixture.Connection.KeyBytes());
        for (var sent = 0; sent < Frames;)
        {
            var frames = random.Next(2) == 0 ? Mangled(random, wire) : Strange(random, wire);
            fixture.Client.SendFrames((Channel)random.Next(3), frames);
            sent += frames.Count;
        }
        AssertAlive();
    }

    private void AssertAlive()
    {
        using var client = new KernelClient(fixture.Connection);
        client.Send(Channel.Shell, "execute_request", KernelClient.ExecuteContent("6 * 7"));
        JupyterMessage output;
        do output = client.Receive(Channel.IoPub);
        while (output.Type != "execute_result");
        Assert.Equal("42", (string?)output.Content["data"]!["text/plain"]);
        Assert.True(client.HeartBeats());
    }

    /// <summary>A good message with something cut, swapped, added or overwritten.</summary>
    private static List<byte[]> Mangled(Random random, WireFormat wire)
    {
        var frames = wire.Encode([], Types[random.Next(Types.Length)], new JsonObject { ["code"] = "1" }, null);
        var at = random.Next(frames.Count);
        switch (random.Next(5))
        {
            case 0: frames.RemoveAt(at); break;
            case 1: frames[at] = frames[at][..random.Next(frames[at].Length + 1)]; break;
            case 2: (frames[0], frames[at]) = (frames[at], frames[0]); break;
            case 3: random.NextBytes(frames[at]); break;
            default: frames.Insert(at, Encoding.UTF8.GetBytes(new string('{', random.Next(300)))); break;
        }
        return frames;
    }

    /// <summary>A signed message whose content makes no sense.</summary>
    private static List<byte[]> Strange(Random random, WireFormat wire)
    {
        JsonNode?[] values = [null, -1, int.MaxValue, 1e300, "text", "\ud800", true, new JsonArray(1, 2), new JsonObject { ["a"] = 1 }];
        var content = new JsonObject();
        foreach (var name in new[] { "code", "cursor_pos", "silent", "hist_access_type", "n", "session", "start", "pattern", "value", "comm_id", "output" })
            if (random.Next(2) == 0) content[name] = values[random.Next(values.Length)]?.DeepClone();
        return wire.Encode([], Types[random.Next(Types.Length)], content, null);
    }
}
