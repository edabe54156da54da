namespace Notebooks.Engine;

/// <summary>What went wrong in a cell.</summary>
/// <param name="Name">The exception's type.</param>
/// <param name="Message">Its message; for a compile error the first error.</param>
/// <param name="Place">The file that the error lies in: the cell's name, or a file that the cell imported; null if unknown.</param>
/// <param name="Line">The line there, from 1; null if unknown.</param>
/// <param name="Trace">All there is to tell, line by line.</param>
public sealed record CellError(string Name, string Message, string? Place, int? Line, IReadOnlyList<string> Trace)
{
    /// <summary>Whether the course's own library threw it, with a sentence that says all there is to say.</summary>
    public bool IsForeseen { get; init; }
}
