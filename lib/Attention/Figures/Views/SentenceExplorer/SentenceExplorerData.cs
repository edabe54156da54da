namespace Attention.Figures.Views;

/// <summary>What sentenceExplorer.js draws.</summary>
/// <param name="Panels">The runs, one under the other.</param>
/// <param name="Starts">What is shown of each at first.</param>
/// <param name="Simulate">Whether a simulated pattern stands first.</param>
/// <param name="Sentence">The words to simulate where there is no run; the reader may type others.</param>
internal sealed record SentenceExplorerData(IReadOnlyList<TraceData> Panels, IReadOnlyList<StripStart> Starts, bool Simulate,
    string? Sentence = null) : ViewData("sentenceExplorer")
{
    /// <summary>Whether the first token is left out at first.</summary>
    public bool HideFirst => Panels.Any(panel => panel.HideFirst);
}
