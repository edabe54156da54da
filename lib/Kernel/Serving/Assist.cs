using System.Text.Json.Nodes;
using JupyterKernel.Wire;
using Notebooks.Engine;
using Notebooks.Engine.Assistance;

namespace JupyterKernel.Serving;

/// <summary>The answers to those who write cells. Jupyter counts a cursor in code points, .NET in UTF-16 units.</summary>
internal static class Assist
{
    public static JsonObject Complete(ICodeAssistant assistant, JupyterMessage request)
    {
        var cursor = Cursor(request);
        var completions = assistant.CompleteAsync(request.Code, cursor).GetAwaiter().GetResult();
        var (start, end) = (CodePoints(request.Code, completions.Start), CodePoints(request.Code, cursor));
        return new JsonObject
        {
            ["matches"] = new JsonArray([.. completions.Items.Select(item => JsonValue.Create(item.Text))]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            ["metadata"] = new JsonObject
            {
                ["_jupyter_types_experimental"] = new JsonArray([.. completions.Items.Select(item =>
                    new JsonObject { ["text"] = item.Text, ["type"] = item.Kind.ToLowerInvariant(), ["start"] = start, ["end"] = end })]),
            },
        };
    }

    public static JsonObject Inspect(ICodeAssistant assistant, JupyterMessage request)
    {
        var found = assistant.ExplainAsync(request.Code, Cursor(request)).GetAwaiter().GetResult();
        var data = found is null ? [] : new JsonObject { ["text/plain"] = found, ["text/markdown"] = found };
        return new JsonObject { ["found"] = found is not null, ["data"] = data, ["metadata"] = new JsonObject() };
    }

    /// <summary>Not part of Jupyter's protocol; the fields are those of the Language Server Protocol's SignatureHelp.</summary>
    public static JsonObject Signatures(ICodeAssistant assistant, JupyterMessage request)
    {
        var found = assistant.SignaturesAsync(request.Code, Cursor(request)).GetAwaiter().GetResult();
        return new JsonObject
        {
            ["signatures"] = new JsonArray([.. found.Items.Select(item => new JsonObject
            {
                ["label"] = item.Label,
                ["documentation"] = item.Documentation,
                ["parameters"] = new JsonArray([.. item.Parameters.Select(parameter => JsonValue.Create(parameter))]),
            })]),
            ["active_signature"] = found.Active,
            ["active_parameter"] = found.ActiveParameter,
        };
    }

    /// <summary>Not part of Jupyter's protocol: what a view of variables shows.</summary>
    public static JsonObject Variables(InteractiveEngine engine) => new()
    {
        ["variables"] = new JsonArray([.. engine.VariablesAsync().GetAwaiter().GetResult().Select(variable =>
            new JsonObject { ["name"] = variable.Name, ["type"] = variable.Type, ["value"] = variable.Value })]),
    };

    public static void Examine(ICodeAssistant assistant, JupyterMessage request, Action<JsonObject, string> reply)
    {
        var completeness = assistant.Examine(request.Code);
        reply(completeness == Completeness.Incomplete ? new JsonObject { ["indent"] = "    " } : [],
            completeness.ToString().ToLowerInvariant());
    }

    /// <summary>The cursor of a request in UTF-16 units, inside the code wherever the front end claims it to be.</summary>
    private static int Cursor(JupyterMessage request) =>
        request.Number("cursor_pos") is { } cursor
            ? request.Code.EnumerateRunes().Take(cursor).Sum(rune => rune.Utf16SequenceLength)
            : request.Code.Length;

    private static int CodePoints(string code, int units) => code[..units].EnumerateRunes().Count();
}
