using System.Text.Json.Nodes;
using Notebooks.Files;

namespace Notebooks.Runs;

/// <summary>
/// What a committed notebook keeps of a cell's outputs, so that a reader without a kernel sees what the cell shows: the picture of a figure in
/// place of its script, tables and sentences as they are. The same outputs always give the same previews.
/// </summary>
public static class Previews
{
    /// <summary>The largest picture or table that is kept, in characters.</summary>
    public const int Largest = 60_000;

    private const string Picture = "image/svg+xml", Html = "text/html", Plain = "text/plain";

    /// <summary>Puts what a run has shown into a notebook, as previews.</summary>
    /// <param name="notebook">The notebook as its author keeps it.</param>
    /// <param name="executed">A copy of it that has run.</param>
    /// <returns>The first notebook.</returns>
    public static Notebook Into(Notebook notebook, Notebook executed)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        ArgumentNullException.ThrowIfNull(executed);
        foreach (var (cell, ran) in notebook.Cells.Zip(executed.Cells).Where(pair => pair.First.IsCode))
            (cell.Outputs, cell.ExecutionCount) = (Of(ran.Outputs), null);
        return notebook;
    }

    /// <summary>The previews of what a cell has put out.</summary>
    /// <param name="outputs">Outputs in notebook format; printed text and errors have no preview.</param>
    /// <returns>Outputs in notebook format, each with one kind of data that runs no script.</returns>
    public static JsonArray Of(JsonArray outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        return [.. outputs.Select(output => output?["data"] as JsonObject).OfType<JsonObject>().Select(Kept).OfType<JsonObject>()];
    }

    private static JsonObject? Kept(JsonObject data)
    {
        string[] kinds = [Picture, Html, Plain];
        return kinds.FirstOrDefault(kind => IsQuiet(kind, data[kind])) is not { } best ? null : new JsonObject
        {
            ["output_type"] = "display_data",
            ["data"] = new JsonObject { [best] = data[best]!.DeepClone() },
            ["metadata"] = new JsonObject(),
        };
    }

    private static bool IsQuiet(string kind, JsonNode? content) =>
        content is not null && MultilineText.Join(content) is { Length: <= Largest } text && (kind == Plain || !text.Contains("<script", StringComparison.OrdinalIgnoreCase));
}
