using System.Text;
using System.Text.RegularExpressions;

namespace Notebooks.Prose;

/// <summary>
/// Heads that a chapter names with an expression behind them and then again without one. On another model the later mentions are that
/// model's head too; where two expressions of one address now differ, nothing can be said of it.
/// </summary>
internal sealed partial class SaidAgain
{
    private readonly Dictionary<string, string> now = [];

    /// <summary>Notes what has taken the place of a head.</summary>
    /// <param name="written">What the text says, such as <c>16.0</c>; anything else than an address is passed over.</param>
    /// <param name="value">What was computed.</param>
    public void Learn(string written, ClaimValue value)
    {
        if (!Address().IsMatch(written)) return;
        var text = Address().IsMatch(value.Text) ? value.Text : CheckedProse.NoValue;
        now[written] = now.TryGetValue(written, out var known) && known != text ? CheckedProse.NoValue : text;
    }

    /// <summary>A text with those heads in the place of the ones that it was written for; what has an expression of its own
    /// stays.</summary>
    /// <param name="markdown">The text, its checked pieces adapted.</param>
    public string In(string markdown)
    {
        if (now.Count == 0) return markdown;
        var (text, from) = (new StringBuilder(), 0);
        foreach (var claim in ClaimReader.Read(markdown))
        {
            if (claim.Start > from) text.Append(Replaced(markdown[from..claim.Start]));
            var begin = Math.Max(from, claim.Start);         // two may be about the same words
            text.Append(markdown, begin, claim.CommentEnd - begin);
            from = claim.CommentEnd;
        }
        return text.Append(Replaced(markdown[from..])).ToString();
    }

    private string Replaced(string piece) => Mention().Replace(piece, found =>
        found.Groups["head"] is { Success: true, Value: var head } ? now.GetValueOrDefault(head, head) : found.Value);

    [GeneratedRegex(@"^\d+\.\d+$")]
    private static partial Regex Address();

    // An address that stands alone; comments, formulas, code and the addresses of links are passed over.
    [GeneratedRegex(
        @"<!--.*?-->|\$\$.*?\$\$|\$[^$\n]*\$|`[^`\n]*`|\]\([^)]*\)|(?<![\w.,/])(?<head>\d+\.\d+)(?![\w%])(?!\.\d)",
        RegexOptions.Singleline)]
    private static partial Regex Mention();
}
