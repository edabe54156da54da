using Notebooks.Engine;
using Notebooks.Files;

namespace Notebooks.Runs;

/// <summary>Runs the code cells of a notebook from first to last and keeps their outputs in it.</summary>
/// <param name="engine">What runs cells; a fresh one, or the notebook sees what earlier ones defined.</param>
/// <param name="cellLimit">How long a cell may run.</param>
public sealed class NotebookRun(INotebookEngine engine, TimeSpan cellLimit)
{
    /// <summary>Runs a notebook. The process's working folder is the notebook's meanwhile.</summary>
    /// <param name="notebook">The notebook; gets outputs and execution counts up to the cell that failed.</param>
    /// <param name="progress">Told of each code cell before it begins.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>A task that ends with the last cell.</returns>
    /// <exception cref="CellFailedException">A cell failed and is not marked as one that may.</exception>
    /// <exception cref="CellTimeoutException">A cell was not done in time.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task RunAsync(Notebook notebook, Action<CellProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        var folder = Environment.CurrentDirectory;
        Environment.CurrentDirectory = Path.GetDirectoryName(Path.GetFullPath(notebook.Path))!;
        try
        {
            await RunCellsAsync(notebook, progress, cancellation);
        }
        finally
        {
            Environment.CurrentDirectory = folder;
        }
    }

    private async Task RunCellsAsync(Notebook notebook, Action<CellProgress>? progress, CancellationToken cancellation)
    {
        var file = Path.GetFileName(notebook.Path);
        var cells = notebook.Cells.Where(cell => cell.IsCode).ToArray();
        var outputs = new RecordedOutputs();
        for (var i = 1; i <= cells.Length; i++)
        {
            progress?.Invoke(new CellProgress(i, cells.Length));
            var cell = cells[i - 1];
            outputs.Begin(i);
            var code = new CellCode(cell.Source, $"cell {i}", cell.Language);
            var error = await RunInTimeAsync(file, code, outputs, cancellation);
            cell.ExecutionCount = i;
            cell.Outputs = outputs.End(error);
            if (error is not null && !cell.MayFail) throw new CellFailedException(file, code.Name, error);
        }
    }

    private async Task<CellError?> RunInTimeAsync(string file, CellCode code, RecordedOutputs outputs, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(cellLimit);
        try
        {
            return await engine.RunAsync(code, outputs.Add, limited.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or CellGivenUpException && !cancellation.IsCancellationRequested)
        {
            throw new CellTimeoutException(file, code.Name, cellLimit);
        }
    }
}
