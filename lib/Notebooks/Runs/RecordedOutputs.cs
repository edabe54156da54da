using System.Text;
using System.Text.Json.Nodes;
using Notebooks.Engine;
using Notebooks.Files;

namespace Notebooks.Runs;

/// <summary>Writes down a notebook's outputs in notebook format, cell by cell, and follows updates of displays of earlier cells.</summary>
internal sealed class RecordedOutputs
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, JsonObject> displays = [];
    private readonly StringBuilder written = new();
    private string stream = "";
    private JsonArray outputs = [];
    private int executionCount;

    /// <summary>From here on outputs belong to this cell.</summary>
    public void Begin(int count)
    {
        lock (gate) (outputs, executionCount) = ([], count);
    }

    /// <summary>Writes down one output.</summary>
    public void Add(CellOutput output)
    {
        lock (gate)
        {
            switch (output.Kind)
            {
                case CellOutputKind.StandardOutput: Write("stdout", output.Data["text/plain"]); break;
                case CellOutputKind.StandardError: Write("stderr", output.Data["text/plain"]); break;
                case CellOutputKind.Value:
                    Append(new JsonObject
                    {
                        ["output_type"] = "execute_result",
                        ["execution_count"] = executionCount
                    }, output); break;
                case CellOutputKind.Display: Append(new JsonObject { ["output_type"] = "display_data" }, output); break;
                case CellOutputKind.Update when displays.TryGetValue(output.DisplayId ?? "",
                    out var display):
                    display["data"] = Data(output); break;
            }
        }
    }

    /// <summary>What the cell has put out, with the error that ended it if one did.</summary>
    public JsonArray End(CellError? error)
    {
        lock (gate)
        {
            EndText();
            if (error is not null) outputs.Add(ErrorOutput(error));
            return outputs;
        }
    }

    /// <summary>Text written to one stream in one go is one output.</summary>
    private void Write(string name, string text)
    {
        if (stream != name) EndText();
        stream = name;
        written.Append(text);
    }

    private void EndText()
    {
        if (written.Length == 0) return;
        outputs.Add(new JsonObject { ["output_type"] = "stream", ["name"] = stream, ["text"] = MultilineText.Split(written.ToString()) });
        written.Clear();
    }

    private void Append(JsonObject json, CellOutput output)
    {
        EndText();
        json["data"] = Data(output);
        json["metadata"] = new JsonObject();
        outputs.Add(json);
        if (output.DisplayId is { } id) displays[id] = json;
    }

    private static JsonObject ErrorOutput(CellError error) => new()
    {
        ["output_type"] = "error",
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["traceback"] = new JsonArray([.. error.Trace.Select(line => JsonValue.Create(line))]),
    };

    private static JsonObject Data(CellOutput output) => new(output.Data.Select(item =>
        KeyValuePair.Create<string, JsonNode?>(item.Key, IsJson(item.Key) ? JsonNode.Parse(item.Value) : MultilineText.Split(item.Value))));

    private static bool IsJson(string mimeType) => mimeType == "application/json" || mimeType.EndsWith("+json", StringComparison.Ordinal);
}
