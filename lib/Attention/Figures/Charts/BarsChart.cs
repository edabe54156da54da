namespace Attention.Figures.Charts;

/// <summary>Horizontal bars, first those that were measured, then those they stand against.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="Unit">The unit of the values.</param>
/// <param name="Measured">Label and value.</param>
/// <param name="Control">Label and value of the control, drawn hatched.</param>
public sealed record BarsChart(string Title, string Unit, IReadOnlyList<(string Label, double Value)> Measured,
    IReadOnlyList<(string Label, double Value)> Control)
{
    /// <summary>Whether all values lie between 0 and 1: such numbers bear no zero before the point, as weights and scores do
    /// everywhere.</summary>
    public bool IsShare => Measured.Concat(Control).All(bar => bar.Value is >= 0 and <= 1 || !double.IsFinite(bar.Value));
}
