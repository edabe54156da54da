using System.Text.Json.Nodes;
using JupyterKernel.Wire;
using Notebooks.Engine;

namespace JupyterKernel.Serving;

/// <summary>Questions of the running cell to whoever sits before the front end that sent it.</summary>
internal sealed class InputRequests(IFrontEnd frontEnd)
{
    private readonly Lock gate = new();
    private JupyterMessage? cell;
    private Action? beforeAsking;
    private TaskCompletionSource<string>? answer;

    /// <summary>From here on questions belong to this cell.</summary>
    public void Begin(JupyterMessage request, Action flush)
    {
        lock (gate) (cell, beforeAsking, answer) = (request, flush, null);
    }

    /// <summary>The cell is done.</summary>
    public void End()
    {
        lock (gate) (cell, beforeAsking, answer) = (null, null, null);
    }

    /// <summary>Asks and waits.</summary>
    /// <exception cref="InvalidOperationException">There is nobody to ask.</exception>
    public Task<string> AskAsync(InputPrompt prompt, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (cell is null) throw new InvalidOperationException("Input can be asked for only while a cell runs.");
            if (!cell.Flag("allow_stdin", false))
                throw new InvalidOperationException("This front end takes no input; give the value in the cell.");
            beforeAsking?.Invoke();
            answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            frontEnd.Ask(cell, "input_request", new JsonObject { ["prompt"] = prompt.Text, ["password"] = prompt.IsPassword });
            return answer.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>A front end has answered; an answer that nobody waits for is dropped.</summary>
    public void Answered(JupyterMessage reply)
    {
        lock (gate) answer?.TrySetResult(reply.Text("value") ?? "");
    }
}
