namespace Attention.Tokens;

/// <summary>One token of a text.</summary>
/// <param name="Id">Its id in the vocabulary.</param>
/// <param name="Text">
/// What it stands for, a leading space included; the name of a special token such as <c>&lt;|endoftext|&gt;</c>;
/// the bytes, such as <c>&lt;F0 9F&gt;</c>, where the token holds only a part of a character (<see cref="IsWhole"/>).
/// </param>
/// <param name="Start">
/// Where it begins in the text, in UTF-16 units: at the first character of which it holds at least a byte; 0 for a token put in front.
/// </param>
/// <param name="End">
/// Where it ends (exclusive), behind the last such character; equal to <paramref name="Start"/> for a token put in front or behind.
/// </param>
public sealed record Token(int Id, string Text, int Start, int End)
{
    /// <summary>
    /// Whether it is made of whole characters; false for a part of one, such as half an emoji, whose place is the whole character's.
    /// </summary>
    public bool IsWhole { get; init; } = true;
}
