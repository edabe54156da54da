using System.Text;
using System.Text.RegularExpressions;

namespace Notebooks.Handouts.Markup;

/// <summary>What is folded away within one line: by the letter of CommonMark all of it is HTML, so that code in a hint would stand there
/// with its backticks.</summary>
internal static partial class FoldedLines
{
    /// <summary>The text with blank lines around what is folded, so that it is read as Markdown; code blocks stay as they are.</summary>
    /// <param name="markdown">The text of a cell.</param>
    public static string Opened(string markdown)
    {
        if (!markdown.Contains("<details", StringComparison.Ordinal)) return markdown;
        var (text, fenced) = (new StringBuilder(), false);
        foreach (var line in markdown.Split('\n'))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal)) fenced = !fenced;
            text.Append(fenced ? line : Folded().Replace(line, "$1\n\n$2\n\n$3\n")).Append('\n');
        }
        return text.ToString(0, text.Length - 1);
    }

    [GeneratedRegex(@"^(<details[^<>]*><summary>[^<]*</summary>)[ \t]*(\S.*?)(</details>)\s*$")]
    private static partial Regex Folded();
}
