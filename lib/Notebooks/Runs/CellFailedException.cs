using Course.Files;
using Notebooks.Engine;

namespace Notebooks.Runs;

/// <summary>A cell of a notebook failed, and with it the run.</summary>
/// <param name="notebook">The notebook's file name.</param>
/// <param name="cell">The cell, such as "cell 5".</param>
/// <param name="error">What went wrong.</param>
public sealed class CellFailedException(string notebook, string cell, CellError error) : CourseException(Describe(notebook, cell, error))
{
    private static string Describe(string notebook, string cell, CellError error)
    {
        var line = error.Line is { } number ? $", line {number}" : "";
        var place = error.Place is null || error.Place == cell ? $"{cell}{line}" : $"{cell}, in {error.Place}{line}";
        return $"{notebook}, {place}: {error.Name}: {error.Message}\n{string.Join('\n', error.Trace.Select(l => "    " + l))}";
    }
}
