using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Notebooks.Files;
using Notebooks.Handouts.Terminal;

namespace Notebooks.Handouts;

/// <summary>The outputs of one page as HTML.</summary>
/// <param name="markdown">For outputs in Markdown and in TeX.</param>
/// <param name="page">The notebook's name, by which figures are numbered.</param>
/// <param name="apart">Whether the figures' data may lie in files beside the page.</param>
public sealed partial class OutputText(MarkdownText markdown, string page = "", bool apart = false)
{
    /// <summary>Says which model a notebook ran on: {"file", "sha256"}. It shows at the foot of the page.</summary>
    public const string ModelMimeType = "application/vnd.course.model+json";

    private const double Tallest = 20_000;    // pixels
    private const string PlotMimeType = "application/vnd.plotly.v1+json";
    private static readonly string[] Pictures = ["png", "jpeg", "gif", "webp"];
    private readonly HashSet<string> once = [];
    private readonly FigureNumbers numbers = new(page);
    private readonly FigureFiles files = new(page, apart);

    /// <summary>Whether there was a plot among the outputs.</summary>
    public bool HasPlots { get; private set; }

    /// <summary>The files beside the page that its figures are drawn from, by their names under its folder.</summary>
    public IReadOnlyDictionary<string, string> Files => files.All;

    /// <summary>The model that the notebook says it ran on; null if it says nothing.</summary>
    public JsonObject? Model { get; private set; }

    /// <summary>Turns the outputs of a cell into HTML.</summary>
    /// <param name="all">Outputs in notebook format.</param>
    /// <returns>HTML; an output that no page can show is named in it.</returns>
    public string ToHtml(JsonArray all)
    {
        ArgumentNullException.ThrowIfNull(all);
        var html = new System.Text.StringBuilder();
        for (var i = 0; i < all.Count; i++)
        {
            // What comes in pieces is one text: a line may be written over by a later piece.
            var written = "";
            var name = Stream(all[i]);
            for (; name is not null && i < all.Count && Stream(all[i]) == name; i++) written += MultilineText.Join(all[i]!["text"]);
            html.Append(name is null ? ToHtml(all[i]!) : Pre(name, written));
            if (name is not null) i--;
        }
        return html.ToString();
    }

    private static string? Stream(JsonNode? output) =>
        (string?)output?["output_type"] != "stream" ? null : (string?)output["name"] == "stderr" ? "stderr" : "stdout";

    private string ToHtml(JsonNode output) => (string?)output["output_type"] switch
    {
        "error" => Pre("error", string.Join('\n', (output["traceback"] as JsonArray ?? []).Select(line => line?.ToString()))),
        _ => output["data"] is JsonObject data ? Richest(data) : "",
    };

    private string Richest(JsonObject data)
    {
        string? Text(string mimeType) => data[mimeType] is { } text ? MultilineText.Join(text) : null;

        Model = data[ModelMimeType] as JsonObject ?? Model;
        if (data[PlotMimeType] is JsonObject figure)
            return Plot(figure, Text("text/plain"), Picture().Match(Text("text/html") ?? "").Value);
        if (Text("text/html") is { } html) return Div(numbers.Number(OnceEach(files.Of(markdown.Addressed(html)))));
        if (Text("text/markdown") is { } text) return Div(markdown.ToHtml(text));
        if (Text("image/svg+xml") is { } svg)
            return Div(Image("svg+xml", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(svg)), Text("text/plain")));
        foreach (var type in Pictures)
            if (Text($"image/{type}") is { } picture) return Div(Image(type, picture, Text("text/plain")));
        if (Text("text/latex") is { } tex) return Div(markdown.Formula(tex.Trim().Trim('$'), display: true));
        return Text("text/plain") is { } plain
            ? Pre("value", plain)
            : Unshown([.. data.Select(part => part.Key).Where(type => type != ModelMimeType)]);
    }

    private string Unshown(string[] types)
    {
        if (types.Length == 0) return "";
        var named = string.Join(", ", types);
        markdown.Warn($"it puts out {named}, which a page cannot show.");
        return $"<p class=\"output unshown\">An output of the type {Encode(named)} stands here in the notebook; "
            + "a page cannot show it.</p>\n";
    }

    private static string Div(string html) => $"<div class=\"output\">{html}</div>\n";

    private static string Pre(string kind, string text) => $"<pre class=\"output {kind}\">{TerminalText.ToHtml(text)}</pre>\n";

    private static string Image(string type, string base64, string? alternative) =>
        $"<img src=\"data:image/{type};base64,{Encode(Blanks().Replace(base64, ""))}\" "
            + $"alt=\"{Encode(alternative ?? "Picture without a description")}\">";

    /// <summary>
    /// The figure goes into the page as a picture, with its title and its words as text; handout.js draws the live one in its place, from
    /// the data that goes with it and with the one copy of Plotly that all pages share. A chart of the reader's own, which says no caption,
    /// is drawn as it is.
    /// </summary>
    private string Plot(JsonObject figure, string? alternative, string picture)
    {
        HasPlots = true;
        var layout = figure["layout"] as JsonObject;
        var height = layout?["height"] is JsonValue value && value.TryGetValue<double>(out var given) && given is > 0 and < Tallest
            ? given
            : 420;
        var title = (layout?["title"] is JsonObject titled ? titled["text"] : layout?["title"])?.ToString() ?? "";
        var meta = layout?["meta"] as JsonObject;
        string Of(string name, string otherwise) =>
            meta?[name] is JsonValue text && text.GetValueKind() == JsonValueKind.String && text.ToString() is { Length: > 0 } words
                ? words
                : otherwise;
        var number = numbers.Next();
        var (id, named) = (FigureNumbers.Id(number), Of("title", Tags().Replace(title, " ")));
        var caption = Of("caption", "");
        var question = meta?["question"] is JsonObject asked
            ? $"<script type=\"application/json\" class=\"av-question\">{DataBlock(asked)}</script>\n"
            : "";
        var said = Of("alt", alternative ?? (named.Length > 0 ? named : "Chart without a description"));
        var style = picture.Length > 0 ? "" : $" style=\"min-height:{height:0}px\"";
        return $"""
            <div class="output numbered" id="{id}"><figure class="av-figure" aria-labelledby="{id}-title">
            <p class="av-title" id="{id}-title">{FigureNumbers.Label(number)}{Encode(named)}</p>
            <div class="av-chart plot" role="img" aria-label="{Encode(said)}"{style}>{picture}</div>
            {files.Element(DataBlock(figure))}
            {question}{(caption.Length > 0 ? $"<figcaption>{Encode(caption)}</figcaption>\n" : "")}</figure></div>

            """;
    }

    /// <summary>JSON that cannot end the script element it lies in.</summary>
    private static string DataBlock(JsonObject json) => json.ToJsonString().Replace("<", "\\u003C", StringComparison.Ordinal);

    /// <summary>The kernel puts the same style block into every output, and views bring the same script; a page needs each once.</summary>
    private string OnceEach(string html) => OncePerPage().Replace(html, block => once.Add(block.Value) ? block.Value : "");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    [GeneratedRegex("<style[^>]*>.*?</style>|<script data-once=[^>]*>.*?</script>", RegexOptions.Singleline)]
    private static partial Regex OncePerPage();

    /// <summary>The picture in what a chart shows of itself.</summary>
    [GeneratedRegex("<div class=\"av-picture\">.*?</svg></div>", RegexOptions.Singleline)]
    private static partial Regex Picture();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
