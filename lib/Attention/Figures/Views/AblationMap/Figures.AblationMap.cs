using Attention.Figures.Views;
using Attention.Measures;
using Attention.Models;
using Attention.Traces;

namespace Attention.Figures;

public static partial class Figures
{
    /// <summary>What switching each head off changes, linked to the head's pattern.</summary>
    /// <param name="effects">The change of the loss for every head; a rise is positive.</param>
    /// <param name="trace">The run that the patterns are from.</param>
    /// <returns>A view: point at a head for its number, click for its pattern.</returns>
    /// <exception cref="HeadIndexException">The table lacks a head of the trace.</exception>
    public static Figure AblationMap(HeadScoreTable effects, AttentionTrace trace)
    {
        ArgumentNullException.ThrowIfNull(effects);
        ArgumentNullException.ThrowIfNull(trace);
        var data = TraceData.Of(trace);
        var measure = MeasureName(effects.Measure);
        var title = $"What is lost without each head · {trace.ModelName}";
        var largest = effects.Top(5).Select(score => $"{score.Head} {score.Score:+0.00;−0.00;0.00}");
        var caption =
            $"Orange: the loss rises without the head; purple: it falls. A cell is empty where the change is under .05. {data.Note}";
        return ViewFigure.Of(title, caption, $"Largest: {string.Join(", ", largest)}.",
            new AblationMapData(data, ScoresOf(effects, HeadsOf(trace))!, measure));
    }
}
