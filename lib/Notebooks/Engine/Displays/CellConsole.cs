namespace Notebooks.Engine.Displays;

/// <summary>
/// The console of a running cell. The engine has one too, but keeps every line as an event until the cell ends: a cell that prints
/// without end would take all memory.
/// </summary>
internal static class CellConsole
{
    /// <summary>Runs code with a console of its own.</summary>
    /// <param name="code">The code.</param>
    /// <param name="write">Takes what the code writes, and to which stream.</param>
    public static async Task RunAsync(Func<Task> code, Action<CellOutputKind, string> write)
    {
        var (output, error) = (Console.Out, Console.Error);
        Console.SetOut(new CellWriter(text => write(CellOutputKind.StandardOutput, text)));
        Console.SetError(new CellWriter(text => write(CellOutputKind.StandardError, text)));
        try
        {
            await code();
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
