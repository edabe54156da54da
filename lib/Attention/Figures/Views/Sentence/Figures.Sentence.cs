using Attention.Figures.Views;
using Attention.Models;
using Attention.Traces;

namespace Attention.Figures;

public static partial class Figures
{
    /// <summary>A sentence in one line with arcs over its words: from the word that attends to the one it attends to, the thicker the
    /// more.</summary>
    /// <param name="trace">The run.</param>
    /// <param name="head">The head.</param>
    /// <param name="control">A run of the control on the same text, whose arcs hang below, grey; null for none.</param>
    /// <param name="at">The word whose arcs are shown at first; null for all words.</param>
    /// <param name="ask">Whether the reader guesses first where <paramref name="at"/> looks.</param>
    /// <returns>A view: point at a word for its arcs alone, click to keep them.</returns>
    /// <exception cref="HeadIndexException">A trace did not keep the head.</exception>
    /// <exception cref="Course.Files.WrongUseException">No token is the word.</exception>
    public static Figure Sentence(AttentionTrace trace, HeadIndex head, AttentionTrace? control = null, string? at = null,
        bool ask = false) =>
        Sentence(trace, [("", head)], control, at, ask);

    /// <summary>A sentence with the arcs of several heads, one colour a kind of head.</summary>
    /// <param name="trace">The run.</param>
    /// <param name="heads">What kind each is, and its address; at least one.</param>
    /// <param name="control">A run of the control on the same text, whose arcs hang below, grey; null for none.</param>
    /// <param name="at">The word whose arcs are shown at first; null for all words.</param>
    /// <param name="ask">Whether the reader guesses first where <paramref name="at"/> looks in the first head.</param>
    /// <returns>A view: point at a word for its arcs alone, click to keep them; tiles choose the heads.</returns>
    /// <exception cref="HeadIndexException">A trace did not keep a head.</exception>
    /// <exception cref="Course.Files.WrongUseException">No token is the word.</exception>
    public static Figure Sentence(AttentionTrace trace, IReadOnlyList<(string Kind, HeadIndex Head)> heads, AttentionTrace? control = null,
        string? at = null, bool ask = false)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(heads);
        if (heads.Count == 0) throw new ArgumentException("No head was given.", nameof(heads));
        if (ask && at is null) throw new ArgumentException("A guess is about a word: name it.", nameof(ask));
        HeadIndex[] chosen = [.. heads.Select(one => one.Head)];
        using var kept = Kept(trace, chosen);
        using var twin = control is null ? null : Kept(control, chosen);
        if (control is not null && control.Tokens.Count != trace.Tokens.Count)
            throw new ArgumentException($"The control's text has {control.Tokens.Count} tokens, the other {trace.Tokens.Count}.",
                nameof(control));
        var (data, names) = (TraceData.Of(kept), chosen.Select(head => head.ToString()).ToArray());
        var query = at is null ? -1 : Math.Min(trace.PlaceOf(at), data.Tokens.Count - 1);
        var asked = at is null ? "Where words look" : $"Where “{at}” looks";
        var title = $"{asked} in head{(names.Length > 1 ? "s" : "")} {string.Join(", ", names)} · {trace.ModelName}";
        var below = control is null ? "" : $" Below, grey: {control.ModelName}.";
        var caption = $"An arc runs from a word to one that it attends to; the thicker, the more.{below} {data.Note}";
        var view = new SentenceData(data, names, [.. heads.Select(one => one.Kind)], twin is null ? null : TraceData.Of(twin), query, ask);
        return ViewFigure.Of(title, caption, string.Join(" ", chosen.Select(head => Describe(Panel(new HeadView(trace, head))))), view);
    }
}
