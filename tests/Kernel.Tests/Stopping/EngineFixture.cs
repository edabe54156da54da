using Notebooks.Engine;

namespace JupyterKernel.Tests.Stopping;

/// <summary>An engine with stoppable cells for all tests of a class.</summary>
public sealed class EngineFixture : IAsyncLifetime
{
    public InteractiveEngine Engine { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Engine = await InteractiveEngine.StartAsync(new() { Stoppable = true, Patience = TimeSpan.FromSeconds(20) });

    public ValueTask DisposeAsync()
    {
        Engine.Dispose();
        return ValueTask.CompletedTask;
    }
}
