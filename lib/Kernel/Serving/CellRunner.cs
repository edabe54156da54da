using System.Text.Json.Nodes;
using JupyterKernel.Watching;
using JupyterKernel.Wire;
using Notebooks.Engine;

namespace JupyterKernel.Serving;

/// <summary>Runs the cells that front ends send, and stops the one that runs.</summary>
internal sealed class CellRunner
{
    private readonly IFrontEnd frontEnd;
    private readonly Task<InteractiveEngine> engine;
    private readonly InputRequests input;
    private readonly Lock gate = new();
    private readonly RebuildWatch rebuilds = new();
    private CancellationTokenSource? running;
    private JupyterMessage? last;
    private int executionCount;
    private long abortedUpTo;

    public CellRunner(IFrontEnd frontEnd, Task<InteractiveEngine> engine, InputRequests input)
    {
        (this.frontEnd, this.engine, this.input) = (frontEnd, engine, input);
        _ = PublishLateOutputAsync();
    }

    /// <summary>What has been run.</summary>
    public History History { get; } = new();

    /// <summary>Stops the running cell; returns at once.</summary>
    public void Interrupt()
    {
        lock (gate) running?.Cancel();
    }

    /// <summary>Runs the cell of a request and answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="number">Its number among the requests received.</param>
    /// <param name="received">The number of the request received last: after an error all up to that one are not run.</param>
    public void Execute(JupyterMessage request, long number, Func<long> received)
    {
        if (number <= abortedUpTo)
        {
            Reply(request, [], "aborted");
            return;
        }
        var silent = request.Flag("silent", false);
        if (!silent)
        {
            if (request.Flag("store_history", true)) executionCount++;
            frontEnd.Publish(request, "execute_input", new JsonObject { ["code"] = request.Code, ["execution_count"] = executionCount });
        }
        using var publisher = new CellPublisher(frontEnd, request, executionCount);
        var error = Run(request, publisher);
        if (error is not null)
        {
            publisher.Error(error);
            if (request.Flag("stop_on_error", true)) abortedUpTo = received();
        }
        if (!silent && request.Flag("store_history", true)) History.Add(executionCount, request.Code, publisher.ValueText);
        publisher.Dispose();
        ReplyWith(request, error);
    }

    /// <summary>What threads of cells update belongs to no cell any more; front ends find the display by its id.</summary>
    private async Task PublishLateOutputAsync() => (await engine).LateOutput += output =>
    {
        if (last is not { } request) return;
        using var publisher = new CellPublisher(frontEnd, request, executionCount);
        publisher.Put(output);
    };

    private CellError? Run(JupyterMessage request, CellPublisher publisher)
    {
        last = request;
        using var cancellation = new CancellationTokenSource();
        lock (gate) running = cancellation;
        input.Begin(request, publisher.Flush);
        try
        {
            if (rebuilds.Warning() is { } warning) publisher.Warn(warning);
            var cell = new CellCode(request.Code, executionCount == 0 ? "cell" : $"cell {executionCount}");
            return engine.Result.RunAsync(cell, publisher.Put, cancellation.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return new CellError("Interrupted", "The cell was stopped.", null, null, ["Interrupted: the cell was stopped."]);
        }
        finally
        {
            input.End();
            lock (gate) running = null;
        }
    }

    private void ReplyWith(JupyterMessage request, CellError? error)
    {
        var content = error is null
            ? new JsonObject { ["payload"] = new JsonArray(), ["user_expressions"] = new JsonObject() }
            : ErrorContent.Of(error);
        content["execution_count"] = executionCount;
        Reply(request, content, error is null ? "ok" : "error");
    }

    private void Reply(JupyterMessage request, JsonObject content, string status)
    {
        content["status"] = status;
        frontEnd.Reply(request, "execute_reply", content);
    }
}
