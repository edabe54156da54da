using System.Text;
using System.Text.RegularExpressions;

namespace Notebooks.Handouts;

/// <summary>What a page folds away, hints and answers, listed once more for paper, where nothing unfolds.</summary>
internal sealed partial class Hints
{
    private readonly List<(string Name, string Content)> all = [];

    /// <summary>Notes the folded parts of a text and says on paper where each stands.</summary>
    /// <param name="html">The text of a cell.</param>
    /// <returns>The same text with the mark.</returns>
    public string Note(string html) => Folded().Replace(html, match =>
    {
        var name = $"{match.Groups[1].Value.Trim()} {all.Count + 1}";
        all.Add((name, Named().Replace(match.Groups[2].Value, "<p>")));
        return $"{match.Value}<p class=\"on-paper\">({name}: at the end.)</p>";
    });

    /// <summary>The list at the end of the page; empty if nothing is folded.</summary>
    public string AtTheEnd()
    {
        if (all.Count == 0) return "";
        var html = new StringBuilder("<section class=\"on-paper hints\" aria-hidden=\"true\">\n<h2>Hints and answers</h2>\n");
        foreach (var (name, content) in all) html.Append($"<div><b>{name}.</b> {content}</div>\n");
        return html.Append("</section>\n").ToString();
    }

    /// <summary>What search leads to is the paragraph on the page, not its copy for paper.</summary>
    [GeneratedRegex("<p id=\"[^\"]*\">")]
    private static partial Regex Named();

    [GeneratedRegex("<details>\\s*<summary>([^<]{1,60})</summary>((?:(?!<details>).)*?)</details>", RegexOptions.Singleline)]
    private static partial Regex Folded();
}
