using System.Text.Json;
using System.Text.Json.Nodes;
using JupyterKernel.Wire;
using Notebooks.Engine;

namespace JupyterKernel.Serving;

/// <summary>Publishes what one cell puts out.</summary>
internal sealed class CellPublisher : IDisposable
{
    private readonly IFrontEnd frontEnd;
    private readonly JupyterMessage request;
    private readonly int executionCount;
    private readonly StreamBatch streams;

    public CellPublisher(IFrontEnd frontEnd, JupyterMessage request, int executionCount)
    {
        (this.frontEnd, this.request, this.executionCount) = (frontEnd, request, executionCount);
        streams = new StreamBatch(
            (name, text) => Publish("stream", new JsonObject { ["name"] = name, ["text"] = text }),
            () => Publish("clear_output", new JsonObject { ["wait"] = false }));
    }

    /// <summary>The cell's value as plain text, for the history.</summary>
    public string? ValueText { get; private set; }

    /// <summary>Publishes one output.</summary>
    public void Put(CellOutput output)
    {
        switch (output.Kind)
        {
            case CellOutputKind.StandardOutput: streams.Write("stdout", output.Data["text/plain"]); break;
            case CellOutputKind.StandardError: Warn(output.Data["text/plain"]); break;
            case CellOutputKind.Display: Display("display_data", output); break;
            case CellOutputKind.Update: Display("update_display_data", output); break;
            case CellOutputKind.Value: Value(output); break;
        }
    }

    /// <summary>Writes to standard error.</summary>
    public void Warn(string text) => streams.Write("stderr", text);

    /// <summary>Publishes what went wrong.</summary>
    public void Error(CellError error) => PublishInOrder("error", ErrorContent.Of(error));

    /// <summary>Publishes text that is held back.</summary>
    public void Flush() => streams.Flush();

    public void Dispose() => streams.Dispose();

    private void Value(CellOutput output)
    {
        ValueText = output.Data.GetValueOrDefault("text/plain");
        PublishInOrder("execute_result",
            new JsonObject { ["execution_count"] = executionCount, ["data"] = Bundle(output), ["metadata"] = new JsonObject() });
    }

    private void Display(string type, CellOutput output)
    {
        var transient = new JsonObject();
        if (output.DisplayId is { } id) transient["display_id"] = id;
        PublishInOrder(type, new JsonObject { ["data"] = Bundle(output), ["metadata"] = new JsonObject(), ["transient"] = transient });
    }

    private void PublishInOrder(string type, JsonObject content)
    {
        streams.Flush();
        Publish(type, content);
    }

    private void Publish(string type, JsonObject content)
    {
        if (!request.Flag("silent", false)) frontEnd.Publish(request, type, content);
    }

    private static JsonObject Bundle(CellOutput output) =>
        new(output.Data.Select(item => KeyValuePair.Create(item.Key, IsJson(item.Key) ? Parse(item.Value) : JsonValue.Create(item.Value))));

    private static bool IsJson(string mimeType) => mimeType == "application/json" || mimeType.EndsWith("+json", StringComparison.Ordinal);

    private static JsonNode? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)    // a formatter's mistake should not hide the rest of the bundle
        {
            return json;
        }
    }
}
