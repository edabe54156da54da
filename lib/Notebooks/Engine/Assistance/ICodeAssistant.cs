namespace Notebooks.Engine.Assistance;

/// <summary>Helps whoever writes a cell. Positions count UTF-16 units from the start of the code.</summary>
public interface ICodeAssistant
{
    /// <summary>What could stand at a position.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="position">Where the cursor is.</param>
    /// <returns>The completions that fit what is typed already, the best first.</returns>
    Task<Completions> CompleteAsync(string code, int position);

    /// <summary>Explains what stands at a position, with its documentation.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="position">Where the cursor is.</param>
    /// <returns>Markdown, or null where there is nothing to explain.</returns>
    Task<string?> ExplainAsync(string code, int position);

    /// <summary>How the method is called whose brackets a position stands in.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="position">Where the cursor is.</param>
    /// <returns>Its overloads; none where there is no call.</returns>
    Task<Signatures> SignaturesAsync(string code, int position);

    /// <summary>Tells whether a cell can run as it is.</summary>
    /// <param name="code">The cell.</param>
    /// <returns>Complete, incomplete or invalid.</returns>
    Completeness Examine(string code);
}
