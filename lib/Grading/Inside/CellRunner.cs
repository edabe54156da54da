using Classroom;
using Notebooks.Engine;

namespace Grading.Inside;

/// <summary>
/// Runs the cells of a submission one after the other, in the contained process. A cell that fails or does not end is noted, and those
/// after it run all the same. What they show is thrown away; what the checks collect is in the evidence.
/// </summary>
public static class CellRunner
{
    /// <summary>What a line of the evidence begins with that tells of a cell, not of an exercise.</summary>
    public const string CellMark = "cell:";

    private static readonly TimeSpan CellLimit = TimeSpan.FromSeconds(45);

    /// <summary>Runs them.</summary>
    /// <param name="cells">The cells.</param>
    /// <returns>A task that ends with the last cell, or with the first that cannot be stopped.</returns>
    public static async Task RunAsync(CellsFile cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        using var engine = await InteractiveEngine.StartAsync(new EngineOptions { Stoppable = true });
        foreach (var cell in cells.Cells)
        {
            using var limit = new CancellationTokenSource(CellLimit);
            try
            {
                var error = await engine.RunAsync(new CellCode(cell.Code, cell.Name), _ => { }, limit.Token);
                if (error is not null) Note(cell.Name, $"{error.Name}: {error.Message}");
            }
            catch (OperationCanceledException)
            {
                Note(cell.Name, $"it was not done after {CellLimit.TotalSeconds:0} seconds. Look for a loop that does not end");
            }
            catch (CellGivenUpException)
            {
                Note(cell.Name, "it could not be stopped, and nothing after it was run");
                return;
            }
        }
    }

    private static void Note(string cell, string what) =>
        File.AppendAllText(Environment.GetEnvironmentVariable(Handover.FileVariable)!,
            $"{CellMark}{cell}\t{what.ReplaceLineEndings(" ")}\n");
}
