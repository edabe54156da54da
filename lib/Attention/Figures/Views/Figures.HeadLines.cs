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
        var title = $"{trace.ModelName} · head{(heads.Count > 1 ? "s" : "")} {string.Join(", ", names)}";
        var places = heads.Select(head => new[] { 0, heads.ToList().IndexOf(head) }).ToArray();
        return ViewFigure.Of(title, string.Join(" ", heads.Select(head => Describe(Panel(new HeadView(trace, head))))), new HeadLinesData(data, places, names)
        {
            Title = title,
            Description = data.Note,
        });
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
