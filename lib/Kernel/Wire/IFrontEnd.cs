using System.Text.Json.Nodes;

namespace JupyterKernel.Wire;

/// <summary>Whoever sends cells and shows what they put out: Jupyter's sockets, or a program that writes lines. Called from any
/// thread.</summary>
internal interface IFrontEnd : IDisposable
{
    /// <summary>A request came in. Handlers must not wait: until they return, nothing else comes in.</summary>
    event Action<JupyterMessage>? Received;

    /// <summary>Begins to receive.</summary>
    void Start();

    /// <summary>Answers a request on the channel that it came on.</summary>
    void Reply(JupyterMessage request, string type, JsonObject content);

    /// <summary>Asks the front end that sent a request.</summary>
    void Ask(JupyterMessage request, string type, JsonObject content);

    /// <summary>Tells all front ends.</summary>
    /// <param name="cause">The request that it comes from, if any.</param>
    /// <param name="type">The message's type.</param>
    /// <param name="content">What it says.</param>
    void Publish(JupyterMessage? cause, string type, JsonObject content);
}
