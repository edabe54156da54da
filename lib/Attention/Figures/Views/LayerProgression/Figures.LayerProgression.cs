using Attention.Figures.Views;
using Attention.Traces;

namespace Attention.Figures;

public static partial class Figures
{
    /// <summary>The layers one after another: the mean of a layer's heads or one head, its share on adjacent tokens, and where it stands
    /// between local and global.</summary>
    /// <param name="trace">The run.</param>
    /// <param name="control">A run of the control on the same text, whose shares become a grey line; null for none.</param>
    /// <returns>A view with a slider and a play button; nothing is renormalised.</returns>
    public static Figure LayerProgression(AttentionTrace trace, AttentionTrace? control = null)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var title = $"Layer {trace.Layers[0]} to {trace.Layers[^1]} · {trace.ModelName}";
        var data = TraceData.Of(trace);
        var shares = AdjacentShares(trace);
        var said = string.Join(", ", shares.Select((share, i) => $"layer {trace.Layers[i]} {share:0 %}"));
        var altText = $"Attention on adjacent tokens in “{trace.Text}”: {said}.";
        var caption = $"The share is a mean over all tokens but the first, the first token's weight included. {data.Note}";
        var luck = control is null ? null : AdjacentShares(control);
        return ViewFigure.Of(title, caption, trace.Tokens.Count > 1 ? altText : "One token attends to itself.",
            new LayerProgressionData(data, 0, shares, luck));
    }

    private static double[] AdjacentShares(AttentionTrace trace) => trace.Tokens.Count < 2 ? [] :
        [.. Enumerable.Range(0, trace.Layers.Count)
            .Select(layer => trace.OfLayer(layer).Average(pattern => pattern.Diagonal(1).Average()))];
}
