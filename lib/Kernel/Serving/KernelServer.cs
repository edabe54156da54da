using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using JupyterKernel.Wire;
using Notebooks.Engine;

namespace JupyterKernel.Serving;

/// <summary>Answers a front end: requests of the shell channel one after the other, those of the control channel at once.</summary>
internal sealed class KernelServer : IDisposable
{
    private static readonly TimeSpan TimeBeforeWarmUp = TimeSpan.FromMilliseconds(300);

    private readonly IFrontEnd frontEnd;
    private readonly InputRequests input;
    private readonly Task<InteractiveEngine> engine;
    private readonly CellRunner cells;
    private readonly BlockingCollection<(JupyterMessage Request, long Number)> waiting = [];
    private readonly BlockingCollection<JupyterMessage> urgent = [];
    private readonly Lock order = new();
    private readonly ManualResetEventSlim stopped = new();
    private long received;
    private volatile bool asked;

    public KernelServer(IFrontEnd frontEnd)
    {
        this.frontEnd = frontEnd;
        frontEnd.Received += Receive;
        input = new InputRequests(frontEnd);
        var options = new EngineOptions { Stoppable = true, Patience = null, ReadInput = input.AskAsync };
        engine = Task.Run(() => InteractiveEngine.StartAsync(options));
        cells = new CellRunner(frontEnd, engine, input);
    }

    /// <summary>Serves until a front end asks for the end, or <see cref="Stop"/> is called.</summary>
    public void Serve()
    {
        Console.SetIn(new InputReader(input));
        frontEnd.Start();
        frontEnd.Publish(null, "status", new JsonObject { ["execution_state"] = "starting" });
        new Thread(AnswerShell) { IsBackground = true, Name = "shell" }.Start();
        new Thread(AnswerControl) { IsBackground = true, Name = "control" }.Start();
        _ = WarmUpAsync();
        stopped.Wait();
    }

    /// <summary>Ends <see cref="Serve"/>.</summary>
    public void Stop() => stopped.Set();

    /// <summary>Stops the running cell, as the stop button does.</summary>
    public void Interrupt() => cells.Interrupt();

    public void Dispose()
    {
        lock (order)
        {
            waiting.CompleteAdding();
            urgent.CompleteAdding();
        }
        frontEnd.Dispose();
        stopped.Dispose();
    }

    /// <summary>Readers look at a notebook before they run it; where a client runs cells at once, preparing would only take their
    /// processor.</summary>
    private async Task WarmUpAsync()
    {
        var started = await engine;
        await Task.Delay(TimeBeforeWarmUp);
        if (!asked) await started.WarmUpAsync();
    }

    /// <summary>On the front end's thread, so it must not wait for anything.</summary>
    private void Receive(JupyterMessage message)
    {
        lock (order)
        {
            switch (message.Channel)
            {
                case Channel.Shell when !waiting.IsAddingCompleted: waiting.Add((message, ++received)); break;
                case Channel.Control when !urgent.IsAddingCompleted: urgent.Add(message); break;
                case Channel.Stdin: input.Answered(message); break;
            }
        }
    }

    private void AnswerShell()
    {
        foreach (var (request, number) in waiting.GetConsumingEnumerable()) Answer(request, () => HandleShell(request, number));
    }

    private void AnswerControl()
    {
        foreach (var request in urgent.GetConsumingEnumerable()) Answer(request, () => HandleControl(request));
    }

    private void Answer(JupyterMessage request, Action handle)
    {
        PublishState(request, "busy");
        try
        {
            handle();
        }
        catch (Exception e)    // whatever a request does, the next one is answered
        {
            Reply(request, ErrorContent.Of(new CellError(e.GetType().Name, e.Message, null, null, e.ToString().Split('\n'))), "error");
        }
        PublishState(request, "idle");
        if (request.Type == "shutdown_request") Stop();
    }

    private void HandleControl(JupyterMessage request)
    {
        switch (request.Type)
        {
            case "interrupt_request":
                Interrupt();
                Reply(request, []);
                break;
            case "shutdown_request":
                Interrupt();
                Reply(request, new JsonObject { ["restart"] = request.Flag("restart", false) });
                break;
            case "kernel_info_request":
                Reply(request, KernelInfo.Content());
                break;
        }
    }

    private void HandleShell(JupyterMessage request, long number)
    {
        asked |= request.Type is "execute_request" or "complete_request" or "inspect_request";
        switch (request.Type)
        {
            case "execute_request": cells.Execute(request, number, () => Interlocked.Read(ref received)); break;
            case "complete_request": Reply(request, Assist.Complete(engine.Result.Assistant, request)); break;
            case "inspect_request": Reply(request, Assist.Inspect(engine.Result.Assistant, request)); break;
            case "signature_request": Reply(request, Assist.Signatures(engine.Result.Assistant, request)); break;
            case "variables_request": Reply(request, Assist.Variables(engine.Result)); break;
            case "is_complete_request":
                Assist.Examine(engine.Result.Assistant, request,
                (content, status) => Reply(request, content, status)); break;
            case "history_request": Reply(request, cells.History.Answer(request)); break;
            case "comm_info_request": Reply(request, new JsonObject { ["comms"] = new JsonObject() }); break;
            case "comm_open":
                frontEnd.Publish(request, "comm_close",
                new JsonObject { ["comm_id"] = request.Text("comm_id"), ["data"] = new JsonObject() }); break;
            default: HandleControl(request); break;
        }
    }

    private void Reply(JupyterMessage request, JsonObject content, string status = "ok")
    {
        content["status"] = status;
        frontEnd.Reply(request, request.Type.Replace("_request", "_reply", StringComparison.Ordinal), content);
    }

    private void PublishState(JupyterMessage request, string state) =>
        frontEnd.Publish(request, "status", new JsonObject { ["execution_state"] = state });
}
