namespace Notebooks.Engine;

/// <summary>One thing that a cell put out.</summary>
/// <param name="Kind">What sort of thing.</param>
/// <param name="Data">The same content in one or more MIME types; written text is text/plain.</param>
/// <param name="DisplayId">For a display the id that later updates name, for an update the id of the display to replace.</param>
public sealed record CellOutput(CellOutputKind Kind, IReadOnlyDictionary<string, string> Data, string? DisplayId = null);
