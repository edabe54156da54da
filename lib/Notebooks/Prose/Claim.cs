namespace Notebooks.Prose;

/// <summary>
/// A piece of a text in Markdown with a comment behind it that says how it is checked: <c>.92&lt;!--= best.Score:.00 --&gt;</c> is a value,
/// <c>borne out&lt;!--? late &gt; middle --&gt;</c> a verdict.
/// </summary>
/// <param name="IsVerdict">Whether the expression is a condition that has to hold, rather than a value that the text has to give.</param>
/// <param name="Start">Where the checked piece begins in the Markdown.</param>
/// <param name="Length">Its length, without marks of emphasis around it; 0 for a verdict without a word before it.</param>
/// <param name="CommentStart">Where the comment begins.</param>
/// <param name="CommentEnd">Where it has ended.</param>
/// <param name="Expression">The C# expression.</param>
/// <param name="Format">The .NET format of the value; null where there is none.</param>
public sealed record Claim(bool IsVerdict, int Start, int Length, int CommentStart, int CommentEnd, string Expression, string? Format)
{
    /// <summary>The expression as the comment has it, with its format.</summary>
    public string Code => Format is null ? Expression : $"{Expression}:{Format}";

    /// <summary>The checked piece.</summary>
    /// <param name="markdown">The text that the claim was found in.</param>
    /// <returns>The words or the number that readers see.</returns>
    public string TextIn(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        return markdown.Substring(Start, Length);
    }
}
