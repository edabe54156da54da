using System.Diagnostics;
using System.Text.Json.Nodes;
using JupyterKernel.Wire;
using NetMQ;
using NetMQ.Sockets;

namespace JupyterKernel.Tests.Serving;

/// <summary>A front end: what one is to a kernel, with nothing around it.</summary>
internal sealed class KernelClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly WireFormat wire;
    private readonly Dictionary<Channel, DealerSocket> sockets = [];
    private readonly SubscriberSocket ioPub = new();
    private readonly RequestSocket heartbeat = new();

    public KernelClient(ConnectionFile connection)
    {
        wire = new WireFormat(connection.KeyBytes());
        ioPub.Options.ReceiveHighWatermark = 0;
        ioPub.Connect(connection.Address(connection.IoPub));
        ioPub.SubscribeToAnyTopic();
        heartbeat.Connect(connection.Address(connection.Heartbeat));
        var identity = Guid.NewGuid().ToByteArray();
        foreach (var (channel, port) in new[] { (Channel.Shell, connection.Shell), (Channel.Control, connection.Control),
            (Channel.Stdin, connection.Stdin) })
        {
            var socket = sockets[channel] = new DealerSocket();
            socket.Options.Identity = identity;
            socket.Connect(connection.Address(port));
        }
        WaitUntilHeard();
    }

    public string Send(Channel channel, string type, JsonObject content)
    {
        var frames = wire.Encode([], type, content, null);
        SendFrames(channel, frames);
        return (string)JsonNode.Parse(frames[2])!["msg_id"]!;
    }

    public void SendFrames(Channel channel, IEnumerable<byte[]> frames) => sockets[channel].SendMultipartMessage(new NetMQMessage(frames));

    public JupyterMessage Receive(Channel channel) =>
        TryReceive(channel, Patience) ?? throw new TimeoutException($"The kernel sent nothing on {channel}.");

    public JupyterMessage? TryReceive(Channel channel, TimeSpan patience)
    {
        var message = new NetMQMessage();
        NetMQSocket socket = channel == Channel.IoPub ? ioPub : sockets[channel];
        return socket.TryReceiveMultipartMessage(patience, ref message)
            ? wire.Decode(channel, [.. message.Select(frame => frame.ToByteArray())])
            : null;
    }

    public bool HeartBeats()
    {
        heartbeat.SendFrame("ping");
        return heartbeat.TryReceiveFrameString(TimeSpan.FromSeconds(5), out var answer) && answer == "ping";
    }

    /// <summary>Sends a request and waits for its answer and for all that it makes the kernel publish.</summary>
    public Answer Ask(Channel channel, string type, JsonObject content)
    {
        Send(channel, type, content);
        return Collect(channel);
    }

    public Answer Execute(string code, bool silent = false, bool allowStdin = false, bool stopOnError = true) =>
        Ask(Channel.Shell, "execute_request", ExecuteContent(code, silent, allowStdin, stopOnError));

    public static JsonObject ExecuteContent(string code, bool silent = false, bool allowStdin = false, bool stopOnError = true) => new()
    {
        ["code"] = code,
        ["silent"] = silent,
        ["store_history"] = !silent,
        ["allow_stdin"] = allowStdin,
        ["stop_on_error"] = stopOnError,
    };

    /// <summary>The next reply, and what is published until the kernel is idle again.</summary>
    public Answer Collect(Channel channel)
    {
        var published = Published();
        return new Answer(Receive(channel), published);
    }

    /// <summary>Waits until the cell that runs has written something: it has begun, however long compiling took.</summary>
    public void WaitForOutput()
    {
        while (Receive(Channel.IoPub).Type != "stream")
        {
        }
    }

    /// <summary>Reads what is published until nothing more is: two channels that are answered at once mix their messages.</summary>
    public void WaitForSilence()
    {
        while (TryReceive(Channel.IoPub, TimeSpan.FromMilliseconds(500)) is not null)
        {
        }
    }

    public List<JupyterMessage> Published()
    {
        List<JupyterMessage> published = [];
        do published.Add(Receive(Channel.IoPub));
        while (published[^1].Text("execution_state") != "idle");
        return published;
    }

    public void Dispose()
    {
        foreach (var socket in sockets.Values) socket.Dispose();
        ioPub.Dispose();
        heartbeat.Dispose();
    }

    /// <summary>A subscription takes a moment to arrive: asks until the answer is published too.</summary>
    private void WaitUntilHeard()
    {
        var started = Stopwatch.GetTimestamp();
        do
        {
            Send(Channel.Control, "kernel_info_request", []);
            Receive(Channel.Control);
            if (Stopwatch.GetElapsedTime(started) > Patience) throw new TimeoutException("The kernel publishes nothing.");
        }
        while (TryReceive(Channel.IoPub, TimeSpan.FromMilliseconds(300)) is null);
        while (TryReceive(Channel.IoPub, TimeSpan.FromMilliseconds(300)) is not null)
        {
        }
    }

    /// <summary>What comes of a request.</summary>
    internal sealed record Answer(JupyterMessage Reply, IReadOnlyList<JupyterMessage> Published)
    {
        public string? Status => Reply.Text("status");

        public IEnumerable<JupyterMessage> Outputs => Published.Where(message => message.Type is not ("status" or "execute_input"));

        public string StreamText(string name) =>
            string.Concat(Outputs.Where(m => m.Type == "stream" && m.Text("name") == name).Select(m => m.Text("text")));

        public string? PlainText => (string?)Outputs.Last().Content["data"]?["text/plain"];
    }
}
