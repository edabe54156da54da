using Course.Files;

namespace Notebooks.Runs;

/// <summary>A cell ran longer than it may.</summary>
/// <param name="notebook">The notebook's file name.</param>
/// <param name="cell">The cell, such as "cell 5".</param>
/// <param name="limit">How long a cell may run.</param>
public sealed class CellTimeoutException(string notebook, string cell, TimeSpan limit)
    : CourseException($"{notebook}, {cell}: not done after {limit.TotalSeconds:0.###} s, the limit for a cell (--cell-timeout).");
