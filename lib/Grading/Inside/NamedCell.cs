namespace Grading.Inside;

/// <summary>A code cell.</summary>
/// <param name="Name">Its grade id, or "own".</param>
/// <param name="Code">Its text.</param>
public sealed record NamedCell(string Name, string Code);
