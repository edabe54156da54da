using Attention.Figures.Views;
using Attention.Models;
using Attention.Traces;

namespace Attention.Figures;

public static partial class Figures
{
    /// <summary>Heads as lines between two columns of tokens; tiles choose the heads.</summary>
    /// <param name="trace">The run.</param>
    /// <param name="heads">The heads, at least one; the first three are shown at first.</param>
    /// <returns>A view: hover, pin, one head alone.</returns>
    /// <exception cref="HeadIndexException">The trace did not keep a head.</exception>
    public static Figure HeadLines(AttentionTrace trace, params IReadOnlyList<HeadIndex> heads)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(heads);
        if (heads.Count == 0) throw new ArgumentException("No head was given.", nameof(heads));
        using var kept = Kept(trace, heads);
        var data = TraceData.Of(kept);
        var names = heads.Select(head => head.ToString()).ToArray();
        var title = $"Head{(heads.Count > 1 ? "s" : "")} {string.Join(", ", names)} as lines · {trace.ModelName}";
        var places = heads.Select(head => new[] { 0, heads.ToList().IndexOf(head) }).ToArray();
        var caption =
            $"Left: the token that attends; right: what it attends to. The stronger the line, the larger the weight; below .02 none "
                + $"is drawn. {data.Note}";
        var altText = string.Join(" ", heads.Select(head => Describe(Panel(new HeadView(trace, head)))));
        return ViewFigure.Of(title, caption, altText, new HeadLinesData(data, places, names));
    }

    /// <summary>Some heads of a trace as if they were the heads of one layer, so that no others travel.</summary>
    private static AttentionTrace Kept(AttentionTrace trace, IReadOnlyList<HeadIndex> heads) => new()
    {
        ModelName = trace.ModelName,
        Text = trace.Text,
        Tokens = trace.Tokens,
        HasBos = trace.HasBos,
        Layers = [0],
        Heads = [.. Enumerable.Range(0, heads.Count)],
        Patterns = [.. heads.Select(trace.Pattern)],
    };
}
