namespace Attention.Measures;

/// <summary>How far one head type is found in one model.</summary>
/// <param name="Head">The address of the head with the largest score, such as <c>16.0</c>.</param>
/// <param name="Best">Its score, share 0-1.</param>
/// <param name="OverThreshold">How many heads score above the census' threshold.</param>
public sealed record CensusCell(string Head, double Best, int OverThreshold);
