using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace JupyterKernel.Wire;

/// <summary>
/// Jupyter's messages as lines of JSON, for a program that has started the kernel itself and needs no sockets, ports or signatures:
/// <c>{"channel":"shell","header":{…},"parent_header":{…},"content":{…}}</c>. Lines that are no message are passed over.
/// </summary>
/// <param name="input">Requests, a line each.</param>
/// <param name="output">Takes answers. Not the console's own writer, which cells take over.</param>
internal sealed class FrontEndLines(TextReader input, TextWriter output) : IFrontEnd
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly BlockingCollection<string> outgoing = [];
    private Thread? writer;

    /// <inheritdoc/>
    public event Action<JupyterMessage>? Received;

    /// <summary>There are no more requests: whoever sent them has gone.</summary>
    public event Action? Ended;

    /// <inheritdoc/>
    public void Start()
    {
        new Thread(ReadAll) { IsBackground = true, Name = "requests" }.Start();
        writer = new Thread(WriteAll) { IsBackground = true, Name = "answers" };
        writer.Start();
    }

    /// <inheritdoc/>
    public void Reply(JupyterMessage request, string type, JsonObject content) => Send(request.Channel, request.Header, type, content);

    /// <inheritdoc/>
    public void Ask(JupyterMessage request, string type, JsonObject content) => Send(Channel.Stdin, request.Header, type, content);

    /// <inheritdoc/>
    public void Publish(JupyterMessage? cause, string type, JsonObject content) => Send(Channel.IoPub, cause?.Header, type, content);

    /// <summary>Writes what is left.</summary>
    public void Dispose()
    {
        outgoing.CompleteAdding();
        writer?.Join(TimeSpan.FromSeconds(1));
    }

    private void Send(Channel channel, JsonObject? parent, string type, JsonObject content)
    {
        var message = new JsonObject
        {
            ["channel"] = channel.ToString().ToLowerInvariant(),
            ["header"] = new JsonObject { ["msg_id"] = Guid.NewGuid().ToString(), ["msg_type"] = type },
            ["parent_header"] = parent?.DeepClone() ?? new JsonObject(),
            ["content"] = content,
        };
        var line = message.ToJsonString(Relaxed);
        try
        {
            outgoing.Add(line);
        }
        catch (InvalidOperationException)    // closed: nobody listens any more
        {
        }
    }

    private void ReadAll()
    {
        while (Line() is { } line)
            if (Decode(line) is { } message) Received?.Invoke(message);
        Ended?.Invoke();
    }

    private string? Line()
    {
        try
        {
            return input.ReadLine();
        }
        catch (IOException)
        {
            return null;
        }
    }

    private void WriteAll()
    {
        try
        {
            foreach (var line in outgoing.GetConsumingEnumerable())
            {
                output.Write(line + "\n");
                output.Flush();
            }
        }
        catch (IOException)    // the reader is gone; the end of the input will say so too
        {
        }
    }

    private static JupyterMessage? Decode(string line)
    {
        if (WireFormat.Parse(System.Text.Encoding.UTF8.GetBytes(line)) is not { } message) return null;
        if (!Enum.TryParse<Channel>(message["channel"] is JsonValue name && name.TryGetValue<string>(out var text) ? text : "",
            ignoreCase: true, out var channel)) return null;
        return message["header"] is JsonObject header && message["content"] is JsonObject content
            ? new JupyterMessage(channel, [], header, content)
            : null;
    }
}
