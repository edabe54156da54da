namespace Attention.Figures.Views;

/// <summary>What layerProgression.js draws.</summary>
/// <param name="Trace">The run.</param>
/// <param name="Layer">The place of the layer shown at first.</param>
/// <param name="Shares">The share on the token before, a layer each.</param>
/// <param name="Control">The control's share on the token before, a layer each; null for none.</param>
internal sealed record LayerProgressionData(TraceData Trace, int Layer, IReadOnlyList<double> Shares, IReadOnlyList<double>? Control)
    : ViewData("layerProgression")
{
    /// <summary>Whether the first token is left out at first.</summary>
    public bool HideFirst => Trace.HideFirst;
}
