namespace Notebooks.Runs;

/// <summary>Where a run is.</summary>
/// <param name="Cell">The code cell that begins, from 1.</param>
/// <param name="Count">How many there are.</param>
public readonly record struct CellProgress(int Cell, int Count);
