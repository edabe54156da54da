using System.Diagnostics;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Engine;

/// <summary>.NET Interactive's own kernels, in this process. They take over the console while a cell runs, and the working folder is the process's.</summary>
public sealed class InteractiveEngine : INotebookEngine
{
    private readonly CompositeKernel root;
    private readonly IDisposable events;
    private CellCode? running;
    private Action<CellOutput>? receiver;
    private int busy;
    private bool givenUp;

    private InteractiveEngine()
    {
        root = KernelComposition.Create(PlaceOf);
        root.FindKernelByName("csharp").AddMiddleware(CountAsync);
        events = root.KernelEvents.Subscribe(Forward);
    }

    /// <summary>How long a cancelled cell may take to stop.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(3);

    /// <summary>Makes an engine that is ready for the first cell.</summary>
    /// <returns>The engine.</returns>
    public static async Task<InteractiveEngine> StartAsync()
    {
        var engine = new InteractiveEngine();
        await engine.RunAsync(new CellCode(";", "start"), _ => { });    // the very first cell would lose its variables if it threw
        return engine;
    }

    /// <inheritdoc/>
    public async Task<CellError?> RunAsync(CellCode cell, Action<CellOutput> output, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ObjectDisposedException.ThrowIf(givenUp, this);
        (running, receiver) = (cell, output);
        // The kernel runs a cell on the thread that sends it.
        var run = Task.Run(() => root.SendAsync(new SubmitCode(cell.Text, cell.Language), cancellation), CancellationToken.None);
        await Task.WhenAny(run, Task.Delay(Timeout.Infinite, cancellation));
        if (cancellation.IsCancellationRequested) await StopAsync(cell);
        receiver = null;
        cancellation.ThrowIfCancellationRequested();
        return (await run).Events.OfType<CommandFailed>().LastOrDefault() is { } failed ? CellFailure.Describe(failed) : null;
    }

    /// <summary>Frees the kernels, unless a cell that was given up still runs in them.</summary>
    public void Dispose()
    {
        events.Dispose();
        if (!givenUp) root.Dispose();
    }

    /// <summary>Waits until no code of the cell runs any more; the kernel says that it has cancelled a cell long before.</summary>
    private async Task StopAsync(CellCode cell)
    {
        var started = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref busy) > 0 && !givenUp)
        {
            await Task.Delay(20, CancellationToken.None);
            givenUp = Stopwatch.GetElapsedTime(started) > Patience;
        }
        if (givenUp) throw new CellGivenUpException(cell.Name);
    }

    private async Task CountAsync(KernelCommand command, KernelInvocationContext context, KernelPipelineContinuation next)
    {
        Interlocked.Increment(ref busy);
        try
        {
            await next(command, context);
        }
        finally
        {
            Interlocked.Decrement(ref busy);
        }
    }

    private string PlaceOf(SubmitCode code) =>
        code.Parent is ImportDocument import ? Path.GetFileName(import.FilePath) : running?.Name ?? "";

    private void Forward(KernelEvent kernelEvent)
    {
        if (receiver is not { } receive) return;
        switch (kernelEvent)
        {
            case StandardOutputValueProduced written: receive(new(CellOutputKind.StandardOutput, Bundle(written))); break;
            case StandardErrorValueProduced written: receive(new(CellOutputKind.StandardError, Bundle(written))); break;
            case ErrorProduced: break;    // fails the cell, which says the same
            case ReturnValueProduced { Value: DisplayedValue }: break;    // display(x) as a cell's last expression: already shown
            case ReturnValueProduced returned: receive(new(CellOutputKind.Value, Bundle(returned))); break;
            case DisplayedValueUpdated updated: receive(new(CellOutputKind.Update, Bundle(updated), updated.ValueId)); break;
            case DisplayedValueProduced displayed: receive(new(CellOutputKind.Display, Bundle(displayed), displayed.ValueId)); break;
        }
    }

    private static Dictionary<string, string> Bundle(DisplayEvent display)
    {
        var bundle = new Dictionary<string, string>();
        foreach (var value in display.FormattedValues) bundle[value.MimeType] = value.Value;
        return bundle;
    }
}
