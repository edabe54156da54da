namespace Attention.Figures.Views;

/// <summary>What ablationMap.js draws.</summary>
/// <param name="Trace">The run that the patterns are from.</param>
/// <param name="Effects">An effect a head in the trace's order; null for one that was not measured.</param>
/// <param name="Measure">The name of the effect.</param>
internal sealed record AblationMapData(TraceData Trace, IReadOnlyList<float?> Effects, string Measure) : ViewData("ablationMap")
{
    /// <summary>Whether the first token is left out at first.</summary>
    public bool HideFirst => Trace.HideFirst;
}
