using Course.Files;

namespace Course.Cli;

/// <summary>A cell that ends the process, such as by <c>Environment.Exit(0)</c>, has not run the notebook: the exit code says so, whatever
/// the cell wanted.</summary>
internal sealed class EarlyEnd : IDisposable
{
    private readonly string notebook;
    private readonly Func<string> keep;

    /// <summary>Watches from now on.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="keep">Writes what ran until then, and says where it is.</param>
    public EarlyEnd(string notebook, Func<string> keep)
    {
        (this.notebook, this.keep) = (notebook, keep);
        AppDomain.CurrentDomain.ProcessExit += Report;
    }

    /// <summary>The cell that runs, from 1.</summary>
    public int Cell { get; set; }

    public void Dispose() => AppDomain.CurrentDomain.ProcessExit -= Report;

    private void Report(object? sender, EventArgs e)
    {
        Environment.ExitCode = ExitCode.Failed;
        // Not Console.Error: the cell still holds it.
        using var errors = new StreamWriter(Console.OpenStandardError());
        errors.WriteLine(
            $"{Failure.Prefix}{Path.GetFileName(notebook)}, cell {Cell}: the process was ended while the cell ran; Environment.Exit in a "
                + $"cell does that. {Kept()}");
    }

    private string Kept()
    {
        try
        {
            return keep();
        }
        catch (Exception e) when (e is IOException or CourseException)
        {
            return e.Message;
        }
    }
}
