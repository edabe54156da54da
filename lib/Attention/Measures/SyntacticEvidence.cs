using Attention.Models;

namespace Attention.Measures;

/// <summary>
/// A relation's best head beside its rivals: the best fixed distance (Clark et al. 2019), the best rule by word class, and the best head
/// of an untrained control. The third is the hardest: a head that looks at "the nearest noun" knows word classes, which is something, but
/// no grammar.
/// </summary>
/// <param name="Score">The relation and its best head.</param>
/// <param name="Untrained">The accuracy of the control's best head on the test half, 0-1; null where the control has no such
/// relation.</param>
public sealed record SyntacticEvidence(SyntacticScore Score, double? Untrained)
{
    /// <summary>The relation in words, such as "a verb looks at its subject".</summary>
    public string Name => Score.InWords;

    /// <summary>The head with the highest accuracy on the dev half.</summary>
    public HeadIndex Head => Score.Head;

    /// <summary>The accuracy of the best rival on the test half, 0-1.</summary>
    public double BestRival => Math.Max(Score.RuleAccuracy, Math.Max(Score.Baseline, Untrained ?? 0));

    /// <summary>How much more often than the best rival the head is right, as a share of cases; negative if it is right less
    /// often.</summary>
    public double Gain => Score.Accuracy - BestRival;

    /// <summary>Whether the head is better than a fixed distance and an untrained head, beyond what chance explains.</summary>
    public bool BeatsDistance => Score.Confidence.Low > Math.Max(Score.Baseline, Untrained ?? 0);

    /// <summary>Whether the head is better than every rival, beyond what chance explains: the lower end of its 95 % interval lies above
    /// them.</summary>
    public bool BeatsRivals => Score.Confidence.Low > BestRival;

    /// <summary>The evidence as a row of a table: relation, cases, head, share right, its 95 % interval, by distance, untrained, by word
    /// class.</summary>
    /// <returns>Eight texts.</returns>
    public IReadOnlyList<string> Row() =>
    [
        Name, Text($"{Score.N}"), $"{Head}", Text($"{Score.Accuracy:.00}"),
        Text($"{Score.Confidence.Low:.00} to {Score.Confidence.High:.00}"),
        Text($"{Score.Baseline:.00} ({Score.Offset} back)"), Untrained is { } luck ? Text($"{luck:.00}") : "none",
        Text($"{Score.RuleAccuracy:.00} ({Score.Rule})"),
    ];

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
