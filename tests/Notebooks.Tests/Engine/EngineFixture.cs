using Notebooks.Engine;

namespace Notebooks.Tests.Engine;

/// <summary>One engine for all tests of a class, in a folder of its own; what a cell defines, later tests see.</summary>
public sealed class EngineFixture : IAsyncLifetime
{
    private readonly string before = Environment.CurrentDirectory;

    public TemporaryFolder Folder { get; } = new();

    public InteractiveEngine Engine { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Environment.CurrentDirectory = Folder.Path;
        Engine = await InteractiveEngine.StartAsync();
    }

    public ValueTask DisposeAsync()
    {
        Engine.Dispose();
        Environment.CurrentDirectory = before;
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
