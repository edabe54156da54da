using System.Text.RegularExpressions;

namespace Notebooks.Handouts;

/// <summary>
/// What the figures of a page are drawn from. Beside a page that shares files with others it lies in scripts of its own, one a figure,
/// which handout.js loads when the figure comes near: the page stays small, and scripts are what browsers load from disk.
/// </summary>
/// <param name="page">The notebook's name.</param>
/// <param name="apart">Whether there may be files beside the page.</param>
internal sealed partial class FigureFiles(string page, bool apart)
{
    /// <summary>The folder of the files, beside the pages.</summary>
    public const string Folder = "figures";

    /// <summary>Characters that stay in the page: a file for less is not worth its name.</summary>
    private const int Most = 1500;

    private readonly Dictionary<string, string> all = [];

    /// <summary>The files by their names under the folder of the pages.</summary>
    public IReadOnlyDictionary<string, string> All => all;

    /// <summary>The element that holds a figure's data, or says where it lies.</summary>
    /// <param name="json">JSON in which nothing looks like the end of a script.</param>
    public string Element(string json)
    {
        if (!apart || json.Length <= Most) return $"<script type=\"application/json\" class=\"av-data\">{json}</script>";
        var name = $"{page}-{all.Count + 1}";
        var file = $"{Folder}/{name}.js";
        all.Add(file, $"(window.AttentionFigures??={{}})[{System.Text.Json.JsonSerializer.Serialize(name)}]={json};\n");
        return $"<script type=\"application/json\" class=\"av-data\" data-name=\"{Encode(name)}\" "
            + $"data-src=\"{Encode($"{Folder}/{Uri.EscapeDataString(name)}.js")}\"></script>";
    }

    /// <summary>An output of the course's own views as this page holds it: without what handout.js brings.</summary>
    /// <param name="html">The output.</param>
    public string Of(string html)
    {
        var own = Style().Replace(html, "");
        return apart ? Data().Replace(Script().Replace(own, ""), match => Element(match.Groups[1].Value)) : own;
    }

    /// <summary>Whether a file is one that a page's figures are, or were, drawn from.</summary>
    public static bool IsOf(string page, string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return name.StartsWith($"{page}-", StringComparison.Ordinal)
            && name.AsSpan(page.Length + 1).ContainsAnyExceptInRange('0', '9') is false;
    }

    private static string Encode(string text) => System.Net.WebUtility.HtmlEncode(text);

    [GeneratedRegex("<style data-once=\"attention-views\">.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("<script data-once=\"attention-views\">.*?</script>|<script>AttentionViews\\.mount\\(\"[^\"]*\"\\);</script>",
        RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<script type=\"application/json\" class=\"av-data\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Data();
}
