namespace Explorer;

/// <summary>A head of the main model that the course has measured as the best of its kind.</summary>
/// <param name="Head">The head, counted through all layers.</param>
/// <param name="Kind">What it does, as readers call it.</param>
/// <param name="Score">Its score, 0-1.</param>
public sealed record KnownHead(int Head, string Kind, double Score);
