namespace Notebooks.Engine;

/// <summary>What runs cells. Everything else in this project knows the engine by this interface only, so that a successor can take its
/// place.</summary>
public interface INotebookEngine : IDisposable
{
    /// <summary>Runs a cell to its end; the next one finds what it has defined.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="output">Takes each output as it comes, on any thread, one at a time.</param>
    /// <param name="cancellation">Asks the cell to stop. Code that watches the kernel's token does so at once;
    /// a cell that does not is given up after <see cref="EngineOptions.Patience"/>.</param>
    /// <returns>Null when all went well, else what went wrong.</returns>
    /// <exception cref="OperationCanceledException">The cell was cancelled and has stopped.</exception>
    /// <exception cref="CellGivenUpException">The cell was cancelled and still runs; the engine is of no more use.</exception>
    Task<CellError?> RunAsync(CellCode cell, Action<CellOutput> output, CancellationToken cancellation = default);
}
