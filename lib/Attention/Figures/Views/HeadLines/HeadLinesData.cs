namespace Attention.Figures.Views;

/// <summary>What headLines.js draws.</summary>
/// <param name="Trace">The run, with the chosen layers and heads only.</param>
/// <param name="Heads">The heads as places in the trace: layer, head.</param>
/// <param name="Names">Their addresses.</param>
internal sealed record HeadLinesData(TraceData Trace, IReadOnlyList<int[]> Heads, IReadOnlyList<string> Names) : ViewData("headLines")
{
    /// <summary>Whether the first token is left out at first.</summary>
    public bool HideFirst => Trace.HideFirst;
}
