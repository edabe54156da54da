namespace Attention.Figures.Views;

/// <summary>What layerProgression.js draws.</summary>
/// <param name="Trace">The run.</param>
/// <param name="Layer">The place of the layer shown at first.</param>
internal sealed record LayerProgressionData(TraceData Trace, int Layer) : ViewData("layerProgression")
{
    /// <summary>Whether the first token is left out at first.</summary>
    public bool HideFirst => Trace.HideFirst;
}
