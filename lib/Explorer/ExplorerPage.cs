using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Notebooks;
using Notebooks.Handouts;

namespace Explorer;

/// <summary>The page in which a model runs: style, scripts, and a small model, all in one file that asks for nothing else.</summary>
public static class ExplorerPage
{
    /// <summary>What it is called.</summary>
    public const string Title = "Explorer";

    /// <summary>Bytes of the weights in one element: the browser would collect a long text in memory twice over before it is in the
    /// page.</summary>
    private const int WeightsPart = 30_000;

    /// <summary>Makes the page as one of a folder's, and says what its figures may call beside them.</summary>
    /// <param name="folder">The folder of the pages.</param>
    /// <param name="models">The folder of the course's models, with its catalogue.</param>
    /// <param name="recording">The answer with which the page opens; null to open it with what the small model says.</param>
    /// <returns>The page.</returns>
    /// <exception cref="HandoutException">The folder does not hold what the page needs.</exception>
    public static LivePage Beside(string folder, string models, ExplorerRecording? recording = null) =>
        new(Title, Html(models, recording: recording), ModelFiles.TitleBeside(folder, models), recording?.Picture);

    /// <summary>Makes the page.</summary>
    /// <param name="models">The folder of the course's models, with its catalogue.</param>
    /// <param name="model">The small model to put into the page; null for <see cref="EmbeddedModel.Default"/>.</param>
    /// <param name="recording">The answer with which it opens; null to open it with what the small model says.</param>
    /// <returns>HTML.</returns>
    /// <exception cref="HandoutException">The folder does not hold what the page needs.</exception>
    public static string Html(string models, string? model = null, ExplorerRecording? recording = null)
    {
        var embedded = EmbeddedModel.Read(models, model ?? EmbeddedModel.Default(models));
        var shipped = ShippedModel.Read(models);
        var style = WithFont(PageFrame.Stylesheet.ReplaceLineEndings("\n")) + PageAsset.Text("explorer.css");
        var script = PageAsset.Text("explorer.js");
        var content = PageAsset.Text("explorer.html")
            .Replace("{{shipped}}", WebUtility.HtmlEncode(shipped.Title), StringComparison.Ordinal)
            .Replace("{{path}}", WebUtility.HtmlEncode(shipped.Path), StringComparison.Ordinal)
            .Replace("{{still}}", Still(recording), StringComparison.Ordinal)
            .Replace("{{sentence}}", WebUtility.HtmlEncode(recording?.Text ?? embedded.Sentence), StringComparison.Ordinal);
        var told = JsonSerializer.Serialize(
            new { embedded = embedded.Description, shipped, recorded = recording }, JsonSerializerOptions.Web);
        var weights = string.Concat(embedded.Weights.Chunk(WeightsPart).Select(part =>
            $"<script type=\"text/plain\" class=\"embedded-weights\">{Convert.ToBase64String(part)}</script>\n"));
        return PageFrame.Document(Title, Policy(style, script), $"<style>{style}</style>", $"""
            <main id="main" class="explorer">
            <p class="small"><a href="index.html">{PageFrame.Course}</a></p>
            <h1>{Title}</h1>
            {content}</main>
            <script type="application/json" id="models">{told}</script>
            {weights}
            <script>{script}</script>
            """).ReplaceLineEndings("\n");
    }

    /// <summary>What can be said where no script runs: the recorded answer, and the picture of the head behind it.</summary>
    private static string Still(ExplorerRecording? recording)
    {
        if (recording is null) return "";
        var words = recording.Next.Take(3)
            .Select(token => FormattableString.Invariant($"<i>{WebUtility.HtmlEncode(token.Text.Trim())}</i> {token.Chance:.00}"));
        var drawn = Convert.ToBase64String(Encoding.UTF8.GetBytes(recording.Picture ?? ""));
        var picture = drawn.Length > 0 ? $"<img class=\"cover\" alt=\"\" src=\"data:image/svg+xml;base64,{drawn}\">" : "";
        var (title, text) = (WebUtility.HtmlEncode(recording.Title), WebUtility.HtmlEncode(recording.Text));
        return $"<p>What {title} answered to “{text}” when the page was made: {string.Join(", ", words)}. "
            + $"Where its head {recording.Head / recording.Heads}.{recording.Head % recording.Heads} looks:</p>{picture}";
    }

    /// <summary>Only this style and this script count, whatever a text holds; nothing is fetched but a model that lies beside the page or
    /// on its own server.</summary>
    private static string Policy(string style, string script) =>
        $"default-src 'none'; script-src '{Hash(script)}' 'self' 'wasm-unsafe-eval'; worker-src blob:; style-src '{Hash(style)}'; "
            + "img-src data:; font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The fonts lie in files beside the pages; this page asks for no file, and holds the upright one of text itself.</summary>
    private static string WithFont(string style) =>
        string.Join('\n', style.Split('\n').Where(line => !line.StartsWith("@font-face", StringComparison.Ordinal)))
        + "@font-face { font-family: Literata; font-weight: 400 700; "
        + $"src: url(\"data:font/woff2;base64,{Convert.ToBase64String(Asset.Bytes("literata.woff2"))}\") format(\"woff2\"); }}\n";
}
