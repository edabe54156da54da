using System.Diagnostics.CodeAnalysis;

namespace Notebooks.Engine.Stopping;

/// <summary>One run of a cell, as the code in it sees it: threads and tasks that the cell starts belong to it too.</summary>
[SuppressMessage("Design", "CA1001",
    Justification = "Tasks that the cell started go on using the token; without a timer there is nothing to free.")]
internal sealed class CellRun
{
    private static readonly AsyncLocal<CellRun?> Flowing = new();
    private readonly CancellationTokenSource cancellation = new();

    /// <summary>Cancelled once the run that the calling code belongs to has been asked to stop.</summary>
    public static CancellationToken CurrentToken => Flowing.Value?.cancellation.Token ?? CancellationToken.None;

    /// <summary>Makes this the run of the calling method and of all that it calls.</summary>
    public void Begin() => Flowing.Value = this;

    /// <summary>Asks the run to stop.</summary>
    public void Stop() => cancellation.Cancel();
}
