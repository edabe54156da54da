namespace Notebooks.Engine;

/// <summary>How an engine treats cells. The defaults suit a notebook that is run from first to last with nobody watching.</summary>
public sealed record EngineOptions
{
    /// <summary>Whether checks are woven into cells, so that loops, recursions and waits end when the cell is cancelled.</summary>
    public bool Stoppable { get; init; }

    /// <summary>How long a cancelled cell may take to stop before it is given up, and its engine with it; null waits for as long as it
    /// takes.</summary>
    public TimeSpan? Patience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Asks the reader of the notebook for a line; null where nobody is there to ask.</summary>
    public Func<InputPrompt, CancellationToken, Task<string>>? ReadInput { get; init; }
}
