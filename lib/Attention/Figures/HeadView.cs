using Attention.Measures;
using Attention.Models;
using Attention.Traces;

namespace Attention.Figures;

/// <summary>A head to be drawn, and the score it is drawn for.</summary>
/// <param name="Trace">The run its pattern comes from.</param>
/// <param name="Head">Its address.</param>
/// <param name="Scores">The table that holds its score; null to show none.</param>
/// <param name="Gold">Cells that grammar or an annotation says are the right ones, query and key: they are framed; null for none.</param>
public sealed record HeadView(AttentionTrace Trace, HeadIndex Head, HeadScoreTable? Scores = null,
    IReadOnlyList<(int Query, int Key)>? Gold = null)
{
    /// <summary>Head and score, as figures are titled.</summary>
    internal string Title => !Trace.HasModel
        ? "pattern"
        : $"head {Head}{(Scores is null ? "" : $" · {Figures.MeasureName(Scores.Measure)} {Scores[Head]:.00}")}";
}
