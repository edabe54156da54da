using System.Text.Json.Nodes;
using Notebooks.Files;

namespace Notebooks.Runs;

/// <summary>
/// What a committed notebook keeps of its cells' outputs, so that a reader without a kernel sees what each cell shows: a small picture of a
/// figure, tables and sentences as they are, nothing that runs. Pictures are PNG, since editors and GitHub show no SVG of a notebook that
/// nobody trusts yet.
/// </summary>
public static class Previews
{
    /// <summary>The largest picture or table that is kept, in bytes.</summary>
    public const int Largest = 60_000;

    private const string Drawn = "image/svg+xml", Picture = "image/png", Html = "text/html", Plain = "text/plain";

    /// <summary>Puts what a run has shown into a notebook, as previews. What a learner's answer is told is none.</summary>
    /// <param name="notebook">The notebook as its author keeps it.</param>
    /// <param name="executed">A copy of it that has run.</param>
    /// <param name="paint">Makes PNG pictures, each of <see cref="Largest"/> bytes at most, of SVG ones; empty for one that it cannot
    /// make.</param>
    /// <returns>The first notebook.</returns>
    public static Notebook Into(Notebook notebook, Notebook executed, Func<IReadOnlyList<string>, IReadOnlyList<byte[]>> paint)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        ArgumentNullException.ThrowIfNull(executed);
        ArgumentNullException.ThrowIfNull(paint);
        var cells = notebook.Cells.Zip(executed.Cells).Where(pair => pair.First.IsCode).ToArray();
        string[] drawings = [.. cells.SelectMany(pair => DataOf(pair.Second.Outputs)).Select(DrawingOf).OfType<string>().Distinct()];
        var pictures = drawings.Length == 0 ? [] : drawings.Zip(paint(drawings)).ToDictionary();
        foreach (var (cell, ran) in cells)
            (cell.Outputs, cell.ExecutionCount) = (IsAnswer(cell) ? [] : Of(ran.Outputs, pictures), null);
        return notebook;
    }

    /// <summary>Takes out what running leaves behind, and puts the previews back that the committed notebook has of the same
    /// code.</summary>
    /// <param name="notebook">The notebook as it lies in its folder.</param>
    /// <param name="committed">The notebook as it was committed; null if it was not.</param>
    /// <returns>The first notebook.</returns>
    public static Notebook Kept(Notebook notebook, Notebook? committed)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        var own = notebook.Cells.Where(cell => cell.IsCode && cell.Outputs.Count > 0 && cell.Outputs.All(IsPreview))
            .ToDictionary(cell => cell, cell => cell.Outputs);
        var before = committed?.Cells.Where(cell => cell.IsCode).GroupBy(cell => cell.Source)
            .ToDictionary(same => same.Key, same => same.First()) ?? [];
        notebook.WithoutOutputs();
        foreach (var cell in notebook.Cells.Where(cell => cell.IsCode))
            if (own.TryGetValue(cell, out var previews)) cell.Outputs = previews;
            else if (before.TryGetValue(cell.Source, out var same) && same.Outputs.All(IsPreview))
                cell.Outputs = (JsonArray)same.Outputs.DeepClone();
        return notebook;
    }

    /// <summary>Whether an output is a preview: marked as one, small, and of one kind of data that runs nothing.</summary>
    /// <param name="output">An output in notebook format.</param>
    public static bool IsPreview(JsonNode? output) =>
        output?["metadata"]?["course"]?["preview"] is JsonValue mark && mark.TryGetValue<bool>(out var marked) && marked
        && output["data"] is JsonObject { Count: 1 } data && data.Single() is var (kind, content)
        && (kind == Picture ? MultilineText.Join(content).Length <= Largest * 4 / 3 + 4 : kind is Html or Plain && IsQuiet(kind, content));

    private static JsonArray Of(JsonArray outputs, Dictionary<string, byte[]> pictures) =>
        [.. DataOf(outputs).Select(data => KeptOf(data, pictures)).OfType<JsonObject>()];

    private static IEnumerable<JsonObject> DataOf(JsonArray outputs) => outputs.Select(output => output?["data"]).OfType<JsonObject>();

    /// <summary>A drawing by itself, or the one that a page's figure has within it.</summary>
    private static string? DrawingOf(JsonObject data)
    {
        if (data[Drawn] is { } drawing) return MultilineText.Join(drawing);
        if (!IsQuiet(Html, data[Html]) || MultilineText.Join(data[Html]) is not { } html
            || !html.StartsWith("<figure", StringComparison.Ordinal)) return null;
        var (from, to) = (html.IndexOf("<svg", StringComparison.Ordinal), html.LastIndexOf("</svg>", StringComparison.Ordinal));
        return from >= 0 && to > from ? html[from..(to + "</svg>".Length)] : null;
    }

    private static JsonObject? KeptOf(JsonObject data, Dictionary<string, byte[]> pictures)
    {
        if (DrawingOf(data) is { } drawing && pictures[drawing] is { Length: > 0 and <= Largest } png)
            return Preview(Picture, Convert.ToBase64String(png));
        string[] kinds = [Html, Plain];
        return kinds.FirstOrDefault(kind => IsQuiet(kind, data[kind])) is { } best ? Preview(best, data[best]!.DeepClone()) : null;
    }

    private static JsonObject Preview(string kind, JsonNode content) => new()
    {
        ["data"] = new JsonObject { [kind] = content },
        ["metadata"] = new JsonObject { ["course"] = new JsonObject { ["preview"] = true } },
        ["output_type"] = "display_data",
    };

    /// <summary>Checks, bets and plans of the exercises: their outputs are about what a learner wrote.</summary>
    private static bool IsAnswer(NotebookCell cell) => cell.Source.StartsWith("Check.", StringComparison.Ordinal);

    private static bool IsQuiet(string kind, JsonNode? content) =>
        content is not null && MultilineText.Join(content) is { Length: <= Largest } text
            && (kind == Plain || !text.Contains("<script", StringComparison.OrdinalIgnoreCase));
}
