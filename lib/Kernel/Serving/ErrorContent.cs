using System.Text.Json.Nodes;
using Notebooks.Engine;

namespace JupyterKernel.Serving;

/// <summary>An error as Jupyter puts it, in outputs and replies alike.</summary>
internal static class ErrorContent
{
    public static JsonObject Of(CellError error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["traceback"] = new JsonArray([.. error.Trace.Select(line => JsonValue.Create(line))]),
    };
}
