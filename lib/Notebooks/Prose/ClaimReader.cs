using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;

namespace Notebooks.Prose;

/// <summary>Finds the checked pieces of a text in Markdown.</summary>
public static partial class ClaimReader
{
    private const string Emphasis = "*_`\"”";
    private const string BeforeWord = "([{\"'“‘*_`|";

    /// <summary>Finds the checked pieces; what stands in a fenced block is an example and none.</summary>
    /// <param name="markdown">The text.</param>
    /// <returns>The pieces in the order of the text.</returns>
    /// <exception cref="FormatException">A comment has no end, no expression, or no text before it.</exception>
    public static IReadOnlyList<Claim> Read(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var fences = Fence().Matches(markdown);
        List<Claim> claims = [];
        foreach (Match opening in Opening().Matches(markdown))
        {
            if (fences.Any(fence => opening.Index >= fence.Index && opening.Index < fence.Index + fence.Length)) continue;
            claims.Add(ReadOne(markdown, opening, claims is [.., var last] ? last : null));
        }
        return claims;
    }

    private static Claim ReadOne(string markdown, Match opening, Claim? last)
    {
        var from = opening.Index + opening.Length;
        var end = markdown.IndexOf("-->", from, StringComparison.Ordinal);
        if (end < 0) throw new FormatException($"The comment {Excerpt(markdown, opening.Index)} has no end: -->.");
        var isVerdict = opening.Value[^1] == '?';
        var code = markdown[from..end].Trim();
        var (expression, format) = isVerdict ? (code, null) : SplitFormat(code);
        if (expression.Length == 0) throw new FormatException($"The comment {Excerpt(markdown, opening.Index)} has no expression.");
        // A value may have a verdict behind it: both are about the same piece.
        var (start, length) = last?.CommentEnd == opening.Index ? (last.Start, last.Length) : PieceBefore(markdown, opening.Index);
        if (length == 0 && !isVerdict) throw new FormatException($"No text stands before the comment {Excerpt(markdown, opening.Index)}.");
        return new Claim(isVerdict, start, length, opening.Index, end + 3, expression, format);
    }

    /// <summary>
    /// The format follows the last colon outside brackets and quotes, as in an interpolated string; so a <c>a ? b : c</c> has to stand in
    /// brackets.
    /// </summary>
    private static (string Expression, string? Format) SplitFormat(string code)
    {
        var (depth, colon) = (0, -1);
        foreach (var token in SyntaxFactory.ParseTokens(code))
        {
            switch (token.Kind())
            {
                case SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken or SyntaxKind.OpenBraceToken: depth++; break;
                case SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken or SyntaxKind.CloseBraceToken: depth--; break;
                case SyntaxKind.ColonToken when depth == 0: colon = token.SpanStart; break;
            }
        }
        return colon < 0 ? (code, null) : (code[..colon].TrimEnd(), code[(colon + 1)..].Trim());
    }

    /// <summary>
    /// What stands before the comment: all that is emphasised or quoted where such a mark ends there; a value with its interval,
    /// <c>.92 (.88 to .94)</c>, where a bracket ends there; else the last word.
    /// </summary>
    private static (int Start, int Length) PieceBefore(string markdown, int end)
    {
        var marks = end;
        while (marks > 0 && Emphasis.Contains(markdown[marks - 1], StringComparison.Ordinal)) marks--;
        if (marks < end)
        {
            var mark = markdown[marks] == '”' ? '“' : markdown[marks];
            var opened = marks == 0 ? -1 : markdown.LastIndexOf(mark, marks - 1);
            if (opened >= 0 && !markdown[opened..marks].Contains('\n', StringComparison.Ordinal)) return (opened + 1, marks - opened - 1);
        }
        var start = markdown.LastIndexOf('(', Math.Max(0, end - 1)) is > 0 and var bracket && markdown[end - 1] == ')' ? bracket - 1 : end;
        while (start > 0 && !char.IsWhiteSpace(markdown[start - 1]) && markdown[start - 1] != '>') start--;
        while (start < end && BeforeWord.Contains(markdown[start], StringComparison.Ordinal)) start++;
        return (start, end - start);
    }

    private static string Excerpt(string markdown, int start) =>
        markdown.Substring(start, Math.Min(40, markdown.Length - start)).ReplaceLineEndings(" ");

    [GeneratedRegex("<!--[=?]")]
    private static partial Regex Opening();

    [GeneratedRegex(@"^(```|~~~).*?^\1", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
