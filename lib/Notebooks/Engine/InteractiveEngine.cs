using System.Diagnostics;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Notebooks.Engine.Assistance;
using Notebooks.Engine.Displays;
using Notebooks.Engine.Stopping;

namespace Notebooks.Engine;

/// <summary>.NET Interactive's own kernels, in this process. They take over the console while a cell runs, and the working folder is the
/// process's.</summary>
public sealed class InteractiveEngine : INotebookEngine
{
    /// <summary>How long checks alone may try to stop a cell: they keep what it has assigned, the kernel's own way does not.</summary>
    private static readonly TimeSpan TimeForChecks = TimeSpan.FromMilliseconds(250);

    /// <summary>After that long a reader who has pressed the stop button is told why nothing happens.</summary>
    private static readonly TimeSpan TimeBeforeWord = TimeSpan.FromSeconds(3);

    private const int LongestValue = 200;

    private const string CannotStop =
        "The cell was asked to stop and is inside a call that cannot be stopped. It ends when that call ends; "
        + "restart the kernel if you will not wait.\n";

    private readonly EngineOptions options;
    private readonly CompositeKernel root;
    private readonly KnownPackages packages;
    private readonly StoppableCells? stoppable;
    private readonly CellDocuments documents;
    private readonly IDisposable events;
    private CellCode? running;
    private Action<CellOutput>? receiver;
    private CancellationToken cancelled;
    private int busy;
    private bool givenUp;

    private InteractiveEngine(EngineOptions options)
    {
        this.options = options;
        CellThreads.Guard();
        var csharp = KernelComposition.CSharp(PlaceOf);
        if (options.Stoppable) stoppable = csharp.UseChecks();
        documents = csharp.AddAssistance();
        csharp.KeepLittle(documents);
        root = KernelComposition.Create(csharp);
        packages = new KnownPackages(root);
        foreach (var kernel in root.ChildKernels) kernel.AddMiddleware(RunPieceAsync);
        root.SetDefaultTargetKernelNameForCommand(typeof(RequestInput), root.Name);
        root.RegisterCommandHandler<RequestInput>(ReadInputAsync);
        events = root.KernelEvents.Subscribe(Forward);
        DisplayUpdates.Late += ForwardLate;
        Assistant = new CodeAssistant(root);
    }

    /// <summary>A display was updated while no cell runs, by a thread that one has started.</summary>
    public event Action<CellOutput>? LateOutput;

    /// <summary>Completion and explanations of code.</summary>
    public ICodeAssistant Assistant { get; }

    /// <summary>Makes an engine that is ready for the first cell.</summary>
    /// <param name="options">How it treats cells.</param>
    /// <returns>The engine.</returns>
    public static async Task<InteractiveEngine> StartAsync(EngineOptions? options = null)
    {
        CompilerWarmUp.Begin();
        var engine = new InteractiveEngine(options ?? new());
        await engine.RunAsync(new CellCode(";", "start"), _ => { });    // the very first cell would lose its variables if it threw
        return engine;
    }

    /// <summary>Prepares for a reader who will write cells, while nothing is asked for yet. Cells may run meanwhile.</summary>
    /// <returns>A task that ends when the first cell and the first completion will be as fast as later ones.</returns>
    public Task WarmUpAsync() => Task.Run(async () =>
    {
        stoppable?.WarmUp();
        await documents.WarmUpAsync();
    });

    /// <inheritdoc/>
    public async Task<CellError?> RunAsync(CellCode cell, Action<CellOutput> output, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ObjectDisposedException.ThrowIf(givenUp, this);
        (running, receiver, cancelled) = (cell, output, cancellation);
        stoppable?.Begin();
        using var cancel = new CancellationTokenSource();
        // The kernel runs some of its commands on the thread that sends them.
        var code = new SubmitCode(packages.InKnownWords(cell.Text), cell.Language);
        var run = Task.Run(() => root.SendAsync(code, cancel.Token), CancellationToken.None);
        var stopped = new TaskCompletionSource();
        using (cancellation.Register(() => BeginToStop(cancel, stopped)))
            await Task.WhenAny(run, stopped.Task);
        if (cancellation.IsCancellationRequested) await stopped.Task;
        stoppable?.End();
        receiver = null;
        if (givenUp) throw new CellGivenUpException(cell.Name);
        cancellation.ThrowIfCancellationRequested();
        return (await run).Events.OfType<CommandFailed>().LastOrDefault() is { } failed ? CellFailure.Describe(failed) : null;
    }

    /// <summary>The variables that cells of C# have made so far.</summary>
    /// <returns>Those of the newest cell last.</returns>
    public async Task<IReadOnlyList<Variable>> VariablesAsync()
    {
        var result = await root.SendAsync(new RequestValueInfos("csharp", PlainTextFormatter.MimeType));
        return
        [
            .. result.Events.OfType<ValueInfosProduced>().SelectMany(produced => produced.ValueInfos)
                .Select(info => new Variable(info.Name, info.TypeName, Cut(info.FormattedValue?.Value ?? ""))),
        ];
    }

    private static string Cut(string text) => text.Length <= LongestValue ? text : text[..LongestValue] + " …";

    /// <summary>Frees the kernels, unless a cell that was given up still runs in them.</summary>
    public void Dispose()
    {
        events.Dispose();
        DisplayUpdates.Late -= ForwardLate;
        if (!givenUp) root.Dispose();
    }

    /// <summary>The cell may keep every thread of the pool busy, so that stopping it needs one of its own.</summary>
    private void BeginToStop(CancellationTokenSource cancel, TaskCompletionSource stopped)
    {
        stoppable?.Stop();
        var stopping = new Thread(() =>
        {
            Stop(cancel);
            stopped.SetResult();
        });
        stopping.IsBackground = true;
        stopping.Start();
    }

    /// <summary>
    /// Waits until no code of the cell runs any more; the kernel says that it has cancelled a cell long before. Tasks that the cell has
    /// queued and that never began do so now, and meet a check: later they would run on beside other cells.
    /// </summary>
    private void Stop(CancellationTokenSource cancel)
    {
        var (started, said) = (Stopwatch.GetTimestamp(), options.Patience is not null);    // who gives up soon has nothing to say
        while (Volatile.Read(ref busy) > 0 && !givenUp)
        {
            var waited = Stopwatch.GetElapsedTime(started);
            if (!said && waited > TimeBeforeWord) Write(CellOutputKind.StandardError, CannotStop);
            said |= waited > TimeBeforeWord;
            if (stoppable is null || waited > TimeForChecks)
            {
                cancel.Cancel();
                stoppable?.Wake();
            }
            Thread.Sleep(10);
            givenUp = waited > options.Patience;
        }
        var ended = Stopwatch.GetTimestamp();
        while (stoppable is not null && ThreadPool.PendingWorkItemCount > 0 && Stopwatch.GetElapsedTime(ended) < 2 * TimeForChecks)
            Thread.Sleep(10);
    }

    private async Task RunPieceAsync(KernelCommand command, KernelInvocationContext context, KernelPipelineContinuation next)
    {
        if (command is not SubmitCode)
        {
            await next(command, context);
            return;
        }
        Interlocked.Increment(ref busy);
        try
        {
            await CellConsole.RunAsync(() => next(command, context), Write, hasReader: options.ReadInput is not null);
        }
        finally
        {
            Interlocked.Decrement(ref busy);
        }
    }

    private void Write(CellOutputKind stream, string text) =>
        receiver?.Invoke(new(stream, new Dictionary<string, string> { ["text/plain"] = text }));

    private void ForwardLate(string id, IReadOnlyCollection<FormattedValue> values)
    {
        var output = new CellOutput(CellOutputKind.Update, values.ToDictionary(value => value.MimeType, value => value.Value), id);
        (receiver ?? LateOutput)?.Invoke(output);
    }

    private async Task ReadInputAsync(RequestInput request, KernelInvocationContext context)
    {
        if (options.ReadInput is not { } read) throw new InvalidOperationException(NoReader.Message);
        context.Publish(new InputProduced(await read(new InputPrompt(request.Prompt, request.IsPassword), cancelled), request));
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
        foreach (var form in display.FormattedValues) bundle[form.MimeType] = form.Value;
        if (display.Value is { } shown and not string && !IsOfEngine(shown.GetType()))
            bundle.TryAdd(PlainTextFormatter.MimeType, PlainText.Of(shown));
        return bundle;
    }

    /// <summary>Such as the progress of an installation, which has no other form.</summary>
    private static bool IsOfEngine(Type type) =>
        type.Namespace?.StartsWith("Microsoft.DotNet.Interactive", StringComparison.Ordinal) == true;
}
