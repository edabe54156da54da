namespace Attention.Tokens.Algorithms;

/// <summary>A token of a piece of text.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Start">The first unit of the piece of which the token holds at least a byte.</param>
/// <param name="End">Behind the last such unit; never inside a character.</param>
internal readonly record struct Part(int Id, int Start, int End);
