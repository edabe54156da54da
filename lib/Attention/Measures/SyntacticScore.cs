using System.Text.Json.Serialization;
using Attention.Models;

namespace Attention.Measures;

/// <summary>How well the best head finds the other word of a relation, beside the best guess by distance alone.</summary>
/// <param name="Relation">The relation, such as <c>obj</c>.</param>
/// <param name="Direction">Which of the two words attends.</param>
/// <param name="N">Cases in the test half.</param>
/// <param name="DevN">Cases in the dev half.</param>
/// <param name="Head">The head with the highest accuracy on the dev half.</param>
/// <param name="Accuracy">Its accuracy on the test half, 0-1.</param>
/// <param name="Offset">The distance most frequent on the dev half: this many words before the attending word (negative: after it).</param>
/// <param name="Baseline">The share of test cases at that distance, 0-1.</param>
public sealed record SyntacticScore(string Relation, SyntacticDirection Direction, int N, int DevN, HeadIndex Head, double Accuracy,
    int Offset, double Baseline)
{
    /// <summary>The rule by word class that is right most often on the dev half.</summary>
    public WordClassRule Rule { get; init; }

    /// <summary>The share of test cases in which that rule is right, 0-1.</summary>
    public double RuleAccuracy { get; init; }

    /// <summary>The accuracy with the interval that 95 of 100 such samples of sentences would hold.</summary>
    [JsonIgnore]
    public Interval Confidence => Interval.OfShare((int)Math.Round(Accuracy * N), N);

    /// <summary>The relation in words, such as "a verb looks at its subject".</summary>
    [JsonIgnore]
    public string InWords => RelationWords.Of(Relation, Direction);
}
