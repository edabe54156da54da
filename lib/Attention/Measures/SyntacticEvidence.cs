using Attention.Models;

namespace Attention.Measures;

/// <summary>A relation's best head beside its two rivals: the best fixed distance, and the best head of an untrained control (Clark et al. 2019 compare with the first).</summary>
/// <param name="Score">The relation and its best head.</param>
/// <param name="Untrained">The accuracy of the control's best head on the test half, 0-1; null where the control has no such relation.</param>
public sealed record SyntacticEvidence(SyntacticScore Score, double? Untrained)
{
    /// <summary>What a head must be better by than both rivals to count as following grammar, as a share of cases: a smaller lead can be luck in a few dozen cases.</summary>
    public const double Margin = .1;

    /// <summary>The relation and who attends, such as <c>obj, dependent to head</c>.</summary>
    public string Name => $"{Score.Relation}, {(Score.Direction == SyntacticDirection.HeadToDependent ? "head to dependent" : "dependent to head")}";

    /// <summary>The head with the highest accuracy on the dev half.</summary>
    public HeadIndex Head => Score.Head;

    /// <summary>How much more often than the better rival the head is right, as a share of cases; negative if it is right less often.</summary>
    public double Gain => Score.Accuracy - Math.Max(Score.Baseline, Untrained ?? 0);

    /// <summary>Whether the gain exceeds <see cref="Margin"/>.</summary>
    public bool BeatsRivals => Gain > Margin;
}
