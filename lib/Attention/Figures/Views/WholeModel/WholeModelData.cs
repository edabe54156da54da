namespace Attention.Figures.Views;

/// <summary>What wholeModel.js draws. Scores and marks follow the order of the trace's heads.</summary>
/// <param name="Trace">The run.</param>
/// <param name="Chosen">The head that is enlarged at first.</param>
/// <param name="Measure">The name of the scores; null where there are none.</param>
/// <param name="Scores">A score a head; null for one that was not measured.</param>
/// <param name="Marked">The heads with the largest scores.</param>
internal sealed record WholeModelData(TraceData Trace, int Chosen, string? Measure, IReadOnlyList<float?>? Scores,
    IReadOnlyList<int> Marked) : ViewData("wholeModel")
{
    /// <summary>Whether the first token is left out at first.</summary>
    public bool HideFirst => Trace.HideFirst;
}
