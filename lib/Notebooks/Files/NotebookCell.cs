using System.Text.Json.Nodes;

namespace Notebooks.Files;

/// <summary>A cell of a notebook: a view of its JSON.</summary>
public sealed class NotebookCell
{
    private static readonly string[] LeftByRunning = ["execution", "ExecuteTime", "collapsed", "scrolled", "vscode"];
    private readonly JsonObject json;
    private readonly string language;

    internal NotebookCell(JsonObject json, string language) => (this.json, this.language) = (json, language);

    /// <summary>The whole cell as JSON.</summary>
    internal JsonObject Json => json;

    /// <summary>Whether it holds code.</summary>
    public bool IsCode => (string?)json["cell_type"] == "code";

    /// <summary>Whether it holds text in Markdown.</summary>
    public bool IsMarkdown => (string?)json["cell_type"] == "markdown";

    /// <summary>The text as the author wrote it.</summary>
    public string Source
    {
        get => MultilineText.Join(json["source"]);
        internal set => json["source"] = MultilineText.Split(value);
    }

    /// <summary>For each checked piece of a text cell, in order, the number of the code cell that its value comes from; empty before a
    /// run.</summary>
    public IReadOnlyList<int> ComputedBy
    {
        get => json["metadata"]?["course"] is JsonObject course && course["computed_by"] is JsonArray cells
            ? [.. cells.Select(cell => cell is JsonValue value && value.TryGetValue<int>(out var number) ? number : 0)] : [];
        internal set
        {
            var metadata = json["metadata"] as JsonObject ?? [];
            json["metadata"] = metadata;
            metadata["course"] = new JsonObject { ["computed_by"] = new JsonArray([.. value.Select(number => JsonValue.Create(number))]) };
        }
    }

    /// <summary>The language that Polyglot Notebooks keeps for the cell; the notebook's where it keeps none.</summary>
    public string Language =>
        Text("polyglot_notebook", "kernelName") ?? Text("dotnet_interactive", "language") ?? language;

    /// <summary>Whether the author expects an error here (Jupyter's tag raises-exception): the cells after it run all the same.</summary>
    public bool MayFail => HasTag("raises-exception");

    /// <summary>Whether the cell is not to be run (Jupyter's tag skip-execution); its outputs stay as they are.</summary>
    public bool IsSkipped => HasTag("skip-execution");

    /// <summary>Whether a page leaves the cell out (remove-cell, as in Jupyter Book and nbconvert).</summary>
    public bool IsRemoved => HasTag("remove-cell");

    /// <summary>Whether a page leaves its code out (remove-input).</summary>
    public bool RemovesInput => HasTag("remove-input");

    /// <summary>Whether a page leaves its outputs out (remove-output).</summary>
    public bool RemovesOutput => HasTag("remove-output");

    /// <summary>Whether the code is of less interest than what it puts out (the tag hide-input, as in Jupyter Book): a page folds
    /// it.</summary>
    public bool HidesInput => HasTag("hide-input");

    /// <summary>Whether its figure stands for the notebook in lists of chapters (cover); else the first figure does.</summary>
    public bool IsCover => HasTag("cover");

    /// <summary>The number beside a code cell that has run.</summary>
    public int? ExecutionCount
    {
        get => json["execution_count"] is JsonValue count && count.TryGetValue<int>(out var number) ? number : null;
        set => json["execution_count"] = value;
    }

    /// <summary>What a code cell has put out, in notebook format.</summary>
    public JsonArray Outputs
    {
        get => json["outputs"] as JsonArray ?? [];
        set => json["outputs"] = value;
    }

    /// <summary>The pictures that were pasted into a text cell: names, and data: addresses that hold them.</summary>
    public IReadOnlyDictionary<string, string> Attachments => (json["attachments"] as JsonObject ?? [])
        .Select(attached =>
            (attached.Key,
                Data: (attached.Value as JsonObject)?.FirstOrDefault(kind => kind.Key.StartsWith("image/", StringComparison.Ordinal))))
        .Where(attached => attached.Data?.Value is JsonValue or JsonArray)
        .ToDictionary(attached => attached.Key, attached => $"data:{attached.Data!.Value.Key};base64,{Base64(attached.Data.Value.Value!)}");

    private static string Base64(JsonNode content) =>
        string.Concat(MultilineText.Join(content).Where(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '='));

    /// <summary>Takes out what running has left: what programs call it differs.</summary>
    internal void ForgetRun()
    {
        (Outputs, ExecutionCount) = ([], null);
        if (json["metadata"] is not JsonObject metadata) return;
        foreach (var name in LeftByRunning) metadata.Remove(name);
        if (metadata["jupyter"] is JsonObject jupyter && jupyter.Remove("outputs_hidden") && jupyter.Count == 0) metadata.Remove("jupyter");
    }

    /// <summary>Whether the author has tagged the cell so.</summary>
    internal bool HasTag(string name) =>
        (json["metadata"]?["tags"] as JsonArray)?.Any(tag => tag is JsonValue && tag.ToString() == name) == true;

    /// <summary>A text of the cell's own metadata.</summary>
    /// <param name="section">The section, such as <c>nbgrader</c>.</param>
    /// <param name="name">Its name in the section.</param>
    /// <returns>The text; null where there is none.</returns>
    public string? Metadata(string section, string name) => Text(section, name);

    private string? Text(string section, string name) =>
        json["metadata"]?[section] is JsonObject metadata && metadata[name] is JsonValue value && value.TryGetValue<string>(out var text)
            ? text
            : null;
}
