namespace Attention.Figures.Views;

/// <summary>What sentence.js draws.</summary>
/// <param name="Trace">The run, with the chosen heads only.</param>
/// <param name="Heads">Their addresses.</param>
/// <param name="Kinds">What kind of head each is; empty where nobody said.</param>
/// <param name="Control">The control's run, with the same heads; null for none.</param>
/// <param name="Query">The place of the word whose arcs are shown at first; below 0 for all words.</param>
/// <param name="Ask">Whether the reader guesses first where the word looks.</param>
internal sealed record SentenceData(TraceData Trace, IReadOnlyList<string> Heads, IReadOnlyList<string> Kinds, TraceData? Control,
    int Query, bool Ask) : ViewData("sentence")
{
    /// <summary>Whether the first token is left out at first.</summary>
    public bool HideFirst => Trace.HideFirst;
}
