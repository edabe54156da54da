using Attention.Figures.Views;
using Attention.Traces;

namespace Attention.Figures;

public static partial class Figures
{
    /// <summary>The layers one after another: the mean of a layer's heads or one head, its share on adjacent tokens, and where it stands between local and global.</summary>
    /// <param name="trace">The run.</param>
    /// <returns>A view with a slider and a play button; nothing is renormalised.</returns>
    public static Figure LayerProgression(AttentionTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var title = $"{trace.ModelName} · layers {trace.Layers[0]} to {trace.Layers[^1]}";
        var data = TraceData.Of(trace);
        var shares = AdjacentShares(trace);
        var altText = $"Attention on adjacent tokens in “{trace.Text}”: {string.Join(", ", shares.Select((share, i) => $"layer {trace.Layers[i]} {share:0 %}"))}.";
        return ViewFigure.Of(title, trace.Tokens.Count > 1 ? altText : "One token attends to itself.", new LayerProgressionData(data, 0)
        {
            Title = title,
            Description = $"{data.Note} Adjacent: the token before; the share is a mean over all tokens but the first, the first token's weight included.",
        });
    }

    private static double[] AdjacentShares(AttentionTrace trace) => trace.Tokens.Count < 2 ? [] :
        [.. Enumerable.Range(0, trace.Layers.Count).Select(layer => trace.OfLayer(layer).Average(pattern => pattern.Diagonal(1).Average()))];
}
