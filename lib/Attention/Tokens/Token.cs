namespace Attention.Tokens;

/// <summary>One token of a text.</summary>
/// <param name="Id">Its id in the vocabulary.</param>
/// <param name="Text">
/// What it stands for, a leading space included; the name of a special token such as <c>&lt;|endoftext|&gt;</c>;
/// U+FFFD where the token holds only a part of a character's bytes.
/// </param>
/// <param name="Start">Where it begins in the text, in UTF-16 units; 0 for a token put in front.</param>
/// <param name="End">Where it ends (exclusive); equal to <paramref name="Start"/> for a token put in front.</param>
public sealed record Token(int Id, string Text, int Start, int End);
