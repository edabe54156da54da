using Attention.Figures.Views;
using Attention.Measures;
using Attention.Models;
using Attention.Traces;

namespace Attention.Figures;

public static partial class Figures
{
    /// <summary>Every head of a model as a thumbnail, layers downwards; a click or Enter enlarges one.</summary>
    /// <param name="trace">The run.</param>
    /// <param name="scores">A measure that is said with each head; the five largest are marked.</param>
    /// <param name="chosen">The head that is enlarged at first; the one with the largest score if none is given.</param>
    /// <returns>A view with a switch that leaves the first token out; nothing is renormalised.</returns>
    /// <exception cref="HeadIndexException">The trace did not keep the chosen head.</exception>
    public static Figure WholeModel(AttentionTrace trace, HeadScoreTable? scores = null, HeadIndex? chosen = null)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var heads = HeadsOf(trace);
        var top = scores?.Top(5).Select(score => heads.IndexOf(score.Head)).Where(i => i >= 0).ToArray() ?? [];
        if (chosen is { } wanted) _ = trace.Pattern(wanted);      // throws where there is none
        var data = TraceData.Of(trace);
        var title = $"All {trace.Layers.Count} × {trace.Heads.Count} heads · {trace.ModelName}";
        var measure = scores is null ? null : MeasureName(scores.Measure);
        var largest = scores is null ? "" : $" Largest {measure}: {string.Join(", ", scores.Top(5))}.";
        var marked = top.Length > 0 ? $" Dashed frame: the {top.Length} heads with the largest {measure}." : "";
        var first = chosen is { } head ? heads.IndexOf(head) : top.FirstOrDefault();
        var view = new WholeModelData(data, first, measure, ScoresOf(scores, heads), top);
        return ViewFigure.Of(title, $"Every head on the same text.{marked} {data.Note}", $"Every head on “{trace.Text}”.{largest}", view);
    }

    private static List<HeadIndex> HeadsOf(AttentionTrace trace) =>
        [.. from layer in trace.Layers from head in trace.Heads select new HeadIndex(layer, head)];

    private static float?[]? ScoresOf(HeadScoreTable? scores, List<HeadIndex> heads) =>
        scores is null ? null : [.. heads.Select(head => float.IsFinite((float)scores[head]) ? (float?)Math.Round(scores[head], 3) : null)];
}
