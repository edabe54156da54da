using System.Text;
using System.Text.RegularExpressions;
using Notebooks.Files;
using Notebooks.Prose;

namespace Notebooks.Handouts;

/// <summary>Marks the checked pieces of a text cell for readers of the page.</summary>
internal static partial class CheckedSpans
{
    private const string Marks = "*_`";

    /// <summary>The cell's Markdown with a span around each checked piece, which names the cell that computed it, in the place of the
    /// comments.</summary>
    /// <param name="cell">A text cell, run or not.</param>
    /// <exception cref="HandoutException">A comment cannot be read.</exception>
    public static string Mark(NotebookCell cell)
    {
        var source = cell.Source;
        var (text, done, computedBy) = (new StringBuilder(), 0, cell.ComputedBy);
        var claims = Read(source);
        for (var i = 0; i < claims.Count; i++)
        {
            var claim = claims[i];
            var number = i < computedBy.Count ? computedBy[i] : 0;
            var start = OutsideMarks(source, claim);
            if (start < done || number == 0 || claim.Length == 0) text.Append(source, done, claim.CommentStart - done);
            else
                text.Append(source, done, start - done)
                    .Append($"<span class=\"checked{(claim.Format is null ? "" : " amount")}\" title=\"")
                    .Append(claim.IsVerdict ? $"tested on what cell {number} computed" : $"computed by cell {number}")
                    .Append($"\" data-cell=\"{number}\">")
                    .Append(claim.Format is null
                        ? source[start..claim.CommentStart]
                        : Minus().Replace(source[start..claim.CommentStart], "−")).Append("</span>");
            done = claim.CommentEnd;
        }
        return text.Append(source, done, source.Length - done).ToString();
    }

    private static IReadOnlyList<Claim> Read(string source)
    {
        try
        {
            return ClaimReader.Read(source);
        }
        catch (FormatException e)
        {
            throw new HandoutException(e.Message);
        }
    }

    /// <summary>A span inside the marks of emphasis would keep some of them from being read as such.</summary>
    private static int OutsideMarks(string source, Claim claim)
    {
        var start = claim.Start;
        var after = claim.Start + claim.Length;
        while (start > 0 && after < claim.CommentStart && Marks.Contains(source[start - 1], StringComparison.Ordinal)
            && source[start - 1] == source[after])
            (start, after) = (start - 1, after + 1);
        return start;
    }

    /// <summary>The sign of a number as a keyboard has it; readers see a true minus.</summary>
    [GeneratedRegex(@"(?<![\w.)])-(?=[0-9.])")]
    private static partial Regex Minus();
}
