using System.Text.RegularExpressions;

namespace Notebooks.Programs;

/// <summary>The lines of a cell that are for the kernel and not for the compiler.</summary>
internal static partial class CellDirectives
{
    private static readonly string[] CSharp = ["csharp", "c#", "C#"];
    private static readonly string[] Others = ["fsharp", "f#", "F#", "html", "javascript", "markdown", "mermaid", "pwsh", "sql", "kql",
        "http", "value"];

    /// <summary>Makes comments of them, and of lines in another language.</summary>
    /// <param name="cell">The cell's text.</param>
    /// <param name="take">Is told each directive.</param>
    public static string CommentOut(string cell, Action<string> take)
    {
        var isElsewhere = false;
        return string.Join('\n', cell.Split('\n').Select(line =>
        {
            if (Directive().Match(line) is not { Success: true } directive) return isElsewhere ? CommentLines.Of(line) : line;
            var name = directive.Groups["name"].Value;
            isElsewhere = Others.Contains(name) || isElsewhere && !CSharp.Contains(name);
            take(line);
            return CommentLines.Of(line);
        }));
    }

    /// <summary>Makes directives of comments again.</summary>
    public static string Restore(string text) => Commented().Replace(text, "");

    [GeneratedRegex(@"^\s*#(?:!(?<name>\S+)|(?:r|i|load)\s+""|load\s)")]
    private static partial Regex Directive();

    [GeneratedRegex(@"^// (?=\s*(?:#!\S|#r\s+""|#i\s+""|#load\s|using [\w.= <>]+;\s*$))", RegexOptions.Multiline)]
    private static partial Regex Commented();
}
