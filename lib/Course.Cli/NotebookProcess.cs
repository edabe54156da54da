using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using JupyterKernel.Watching;

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
    /// <summary>How long what it has written may still be on its way when it has ended: a process that a cell started may hold the other
    /// end open for good.</summary>
    private static readonly TimeSpan TimeForRest = TimeSpan.FromSeconds(2);

    private static readonly ConcurrentDictionary<int, bool> Running = [];
    private readonly StringBuilder errors = new();
    private string place = "before its first cell";

    /// <summary>Runs the notebook.</summary>
    /// <param name="progress">Told the number of the cell that begins, and how many there are.</param>
    /// <param name="cancellation">Ends the process.</param>
    /// <returns>A task that ends with the process.</returns>
    /// <exception cref="NotebookProcessException">The notebook did not run to its end.</exception>
    public async Task RunAsync(Action<int, int> progress, CancellationToken cancellation)
    {
        using var process = Start();
        try
        {
            var read = Task.WhenAll(
                ReadAsync(process.StandardOutput, line => Follow(line, progress)),
                ReadAsync(process.StandardError, Note));
            await process.WaitForExitAsync(cancellation);
            EndOrphans(process.Id);
            await Task.WhenAny(read, Task.Delay(TimeForRest, cancellation));
            if (process.ExitCode != ExitCode.Done || !File.Exists(target)) throw new NotebookProcessException(Explain(process.ExitCode));
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            EndOrphans(process.Id);
        }
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> take)
    {
        while (await reader.ReadLineAsync() is { } line) take(line);
    }

    /// <summary>What a process that has ended leaves behind is now ours: it ends too.</summary>
    private static void EndOrphans(int ended)
    {
        Running.TryRemove(ended, out _);
        lock (Running) ChildProcesses.End(Running.Keys);
    }

    private Process Start()
    {
        lock (Running)    // a process that is not listed yet is not to be taken for one that was left behind
        {
            var process = Process.Start(StartInfo())!;
            Running[process.Id] = true;
            process.StandardInput.Close();
            return process;
        }
    }

    private ProcessStartInfo StartInfo()
    {
        string[] command = [.. ThisProgram.Command(), "run", notebook, "--out", target, "--parent",
            Environment.ProcessId.ToString(CultureInfo.InvariantCulture), .. options];
        return new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private void Note(string line)
    {
        lock (errors) errors.AppendLine(line);
    }

    private void Follow(string line, Action<int, int> progress)
    {
        if (line.Split(' ') is not ["cell", var cell, "of", var count]) return;
        place = $"in {line}";
        progress(int.Parse(cell), int.Parse(count));
    }

    private string Explain(int exitCode)
    {
        string written;
        lock (errors) written = errors.ToString();
        if (written.StartsWith(Failure.Prefix, StringComparison.Ordinal)) return written[Failure.Prefix.Length..].TrimEnd();
        var first = string.Join('\n', written.Split('\n').Take(3));    // a stack overflow goes on for pages
        return $"{Path.GetFileName(notebook)}: the process that ran it ended {place} with exit code {exitCode}.\n{first}".TrimEnd();
    }
}
