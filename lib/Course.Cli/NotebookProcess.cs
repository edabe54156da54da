using System.Diagnostics;

namespace Course.Cli;

/// <summary>
/// <c>course run</c> in a process of its own, so that notebooks share nothing, and even a cell that crashes or never ends
/// takes no other with it.
/// </summary>
/// <param name="notebook">The notebook.</param>
/// <param name="target">The executed notebook to write.</param>
/// <param name="options">Further options of <c>course run</c>.</param>
public sealed class NotebookProcess(string notebook, string target, IEnumerable<string> options)
{
    private string place = "before its first cell";

    /// <summary>Runs the notebook.</summary>
    /// <param name="progress">Told the number of the cell that begins, and how many there are.</param>
    /// <param name="cancellation">Ends the process.</param>
    /// <returns>A task that ends with the process.</returns>
    /// <exception cref="NotebookProcessException">The notebook did not run to its end.</exception>
    public async Task RunAsync(Action<int, int> progress, CancellationToken cancellation)
    {
        using var process = Process.Start(StartInfo())!;
        process.StandardInput.Close();
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line) Follow(line, progress);
            await process.WaitForExitAsync(cancellation);
            if (process.ExitCode != ExitCode.Done || !File.Exists(target)) throw new NotebookProcessException(Explain(process.ExitCode, await errors));
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private ProcessStartInfo StartInfo()
    {
        string[] command = [.. ThisProgram.Command(), "run", notebook, "--out", target, .. options];
        return new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private void Follow(string line, Action<int, int> progress)
    {
        if (line.Split(' ') is not ["cell", var cell, "of", var count]) return;
        place = $"in {line}";
        progress(int.Parse(cell), int.Parse(count));
    }

    private string Explain(int exitCode, string errors)
    {
        if (errors.StartsWith(Failure.Prefix, StringComparison.Ordinal)) return errors[Failure.Prefix.Length..].TrimEnd();
        var first = string.Join('\n', errors.Split('\n').Take(3));    // a stack overflow goes on for pages
        return $"{Path.GetFileName(notebook)}: the process that ran it ended {place} with exit code {exitCode}.\n{first}".TrimEnd();
    }
}
