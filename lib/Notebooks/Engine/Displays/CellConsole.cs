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
    /// <param name="hasReader">Whether somebody answers what the code asks; whoever does has set <c>Console.In</c>.</param>
    public static async Task RunAsync(Func<Task> code, Action<CellOutputKind, string> write, bool hasReader)
    {
        var (output, error, input) = (Console.Out, Console.Error, hasReader ? null : Console.In);
        if (!hasReader) Console.SetIn(new NoReader());
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
            if (input is not null) Console.SetIn(input);
        }
    }
}
