namespace Explorer;

/// <summary>A next token of a recorded answer.</summary>
/// <param name="Id">Its number in the vocabulary.</param>
/// <param name="Text">Its text.</param>
/// <param name="Chance">Its probability, 0-1.</param>
public sealed record RecordedToken(int Id, string Text, double Chance);
