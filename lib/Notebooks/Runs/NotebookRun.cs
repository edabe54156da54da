using System.Text.RegularExpressions;
using Notebooks.Engine;
using Notebooks.Files;
using Notebooks.Prose;

namespace Notebooks.Runs;

/// <summary>Runs the code cells of a notebook from first to last, keeps their outputs in it, and compares its text with what they
/// compute.</summary>
/// <param name="engine">What runs cells; a fresh one, or the notebook sees what earlier ones defined.</param>
/// <param name="cellLimit">How long a cell may run.</param>
public sealed partial class NotebookRun(INotebookEngine engine, TimeSpan cellLimit)
{
    private const string NotHere = "On this model there is nothing to show here";
    private static readonly string[] Absent = [nameof(IndexOutOfRangeException), nameof(ArgumentOutOfRangeException),
        nameof(InvalidOperationException)];

    /// <summary>Without its model a notebook has nothing to say.</summary>
    private static readonly string[] OfTheModelItself = ["UnknownModelException", "ModelFileException"];

    private readonly MissingNames missing = new();
    private bool excused;

    /// <summary>
    /// What happens where the text says something else than was computed. With <see cref="ProseTreatment.Adapt"/> a cell too may tell in
    /// its output why it has nothing to show: where the library refuses what was asked, or the model has no such layer or head.
    /// </summary>
    public ProseTreatment Prose { get; init; } = ProseTreatment.Check;

    /// <summary>Runs a notebook. The process's working folder is the notebook's meanwhile.</summary>
    /// <param name="notebook">The notebook; gets outputs and execution counts up to the cell that failed.</param>
    /// <param name="progress">Told of each code cell before it begins.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>A task that ends with the last cell.</returns>
    /// <exception cref="NotebookFormatException">It is in another language than C# and F#.</exception>
    /// <exception cref="CellFailedException">A cell failed and is not marked as one that may.</exception>
    /// <exception cref="CellTimeoutException">A cell was not done in time.</exception>
    /// <exception cref="ProseException">The text does not say what the cells compute.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task RunAsync(Notebook notebook, Action<CellProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        if (notebook.Language is not ("csharp" or "fsharp"))
            throw new NotebookFormatException(notebook.Path, null,
                $"it is a notebook in {notebook.Language}; notebooks in C# and F# run here.");
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
        var (count, above) = (notebook.Cells.Count(cell => cell.IsCode && !cell.IsSkipped), new List<NotebookCell>());
        var (outputs, prose) = (new RecordedOutputs(), new CheckedProse(Prose));
        foreach (var cell in notebook.Cells)
        {
            if (cell.IsMarkdown) await CompareAsync(file, cell, prose, above, cancellation);
            if (cell == notebook.Cells[0] && IsChapter(notebook)) prose.Introduce(cell);
            if (!cell.IsCode || cell.IsSkipped) continue;
            above.Add(cell);
            progress?.Invoke(new CellProgress(above.Count, count));
            await RunCellAsync(file, cell, above.Count, outputs, cancellation);
        }
        if (prose.Differences.Count > 0) throw new ProseException(file, prose.Differences);
    }

    private async Task RunCellAsync(string file, NotebookCell cell, int number, RecordedOutputs outputs, CancellationToken cancellation)
    {
        outputs.Begin(number);
        var code = new CellCode(cell.Source, $"cell {number}", cell.Language);
        cell.ExecutionCount = number;
        if (missing.UsedBy(cell.Source) is { } name)
        {
            missing.NotRun(cell.Source);
            outputs.Add(Said($"{NotHere}: it needs {name}, which an earlier cell could not compute."));
            cell.Outputs = outputs.End(null);
            return;
        }
        var error = await RunInTimeAsync(file, code, outputs.Add, cancellation);
        if (error is null) missing.Given(cell.Source);
        else if (IsExcused(error))
        {
            missing.Failed(code, error);
            outputs.Add(Said(Excuse(error)));
            error = null;
        }
        cell.Outputs = outputs.End(error);
        if (error is not null && !cell.MayFail) throw new CellFailedException(file, code.Name, error);
    }

    private async Task CompareAsync(string file, NotebookCell cell, CheckedProse prose, List<NotebookCell> above,
        CancellationToken cancellation)
    {
        try
        {
            var claims = ClaimReader.Read(cell.Source);
            var evaluation = new ClaimEvaluation((code, output) => RunInTimeAsync(file, code, output, cancellation));
            var known = claims.Where(claim => missing.UsedBy(claim.Expression) is null).ToArray();
            var values = new Queue<ClaimValue>(await evaluation.OfAsync(known, $"the text after cell {above.Count}"));
            prose.Compare(cell, claims, [.. claims.Select(claim => missing.UsedBy(claim.Expression) is { } name
                ? new ClaimValue("", $"it needs {name}, which an earlier cell could not compute") : values.Dequeue())], above);
        }
        catch (FormatException e)
        {
            prose.Refuse($"  {e.Message}");
        }
    }

    /// <summary>
    /// What the library refuses on a model that the chapter was not written for, a layer or head that such a model does not have, and what
    /// follows from a cell that had nothing to show.
    /// </summary>
    private bool IsExcused(CellError error)
    {
        if (Prose != ProseTreatment.Adapt || OfTheModelItself.Contains(error.Name)) return false;
        if (error.IsForeseen || Absent.Contains(error.Name)) return excused = true;
        return excused && error.Message.StartsWith("CS0103", StringComparison.Ordinal);
    }

    /// <summary>Whether a notebook has a text of its own about one model; a report on any model has none.</summary>
    private static bool IsChapter(Notebook notebook) =>
        notebook.Metadata("course", "question") is not null && notebook.Metadata("course", "model") != "any"
            && notebook.Cells[0].IsMarkdown;

    private static CellOutput Said(string sentence) =>
        new(CellOutputKind.Display, new Dictionary<string, string> { ["text/plain"] = sentence });

    private static string Excuse(CellError error)
    {
        var message = AboutParameter().Replace(error.Message, "").ReplaceLineEndings("; ").TrimEnd('.');
        if (error.IsForeseen) return $"{NotHere}: {message}.";
        return Absent.Contains(error.Name) ? $"{NotHere}: the cell asks for what the model does not have."
            : $"{NotHere}: it needs what an earlier cell could not compute.";
    }

    private async Task<CellError?> RunInTimeAsync(string file, CellCode code, Action<CellOutput> output, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(cellLimit);
        try
        {
            return await engine.RunAsync(code, output, limited.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or CellGivenUpException && !cancellation.IsCancellationRequested)
        {
            throw new CellTimeoutException(file, code.Name, cellLimit);
        }
    }

    /// <summary>What .NET adds to the messages of arguments.</summary>
    [GeneratedRegex(@" \(Parameter '[^']*'\)(\r?\nActual value was .*)?$", RegexOptions.Singleline)]
    private static partial Regex AboutParameter();
}
