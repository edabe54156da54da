namespace Attention.Figures.Views;

/// <summary>One tab as gallery.js gets it.</summary>
/// <param name="Type">The kind of head.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Address">Model and head.</param>
/// <param name="Score">Measure and score; null where there is none.</param>
/// <param name="Trace">The run, with this head only.</param>
/// <param name="Gold">Cells that are framed as the right ones, query and key.</param>
/// <param name="HideFirst">Whether the first token is left out at first.</param>
internal sealed record GalleryCardData(string Type, string Description, string Address, string? Score, TraceData Trace,
    IReadOnlyList<int[]> Gold, bool HideFirst);
