using Attention.Models;

namespace Attention.Training;

/// <summary>What was measured at one moment of a training. Losses are nats per token; scores are [layer][head].</summary>
public sealed record TrainingPoint
{
    /// <summary>Tokens trained on so far.</summary>
    public required long Tokens { get; init; }

    /// <summary>Steps taken so far.</summary>
    public required int Step { get; init; }

    /// <summary>Seconds of training so far, measuring and saving left out.</summary>
    public required double Seconds { get; init; }

    /// <summary>Mean loss of the steps since the point before; null at the first point.</summary>
    public double? TrainingLoss { get; init; }

    /// <summary>Loss on random tokens, which cannot be predicted.</summary>
    public required double FirstCopyLoss { get; init; }

    /// <summary>Loss on the same random tokens again, which can be copied.</summary>
    public required double SecondCopyLoss { get; init; }

    /// <summary>Loss on generated stories that were held out; null where the recipe has none.</summary>
    public double? StoryLoss { get; init; }

    /// <summary>Loss on natural text that was held out; null where the recipe has none.</summary>
    public double? TextLoss { get; init; }

    /// <summary>Every measure of every head on the random tokens given twice, by the measure's name.</summary>
    public required IReadOnlyDictionary<string, double[][]> Scores { get; init; }

    /// <summary>The largest score of any head.</summary>
    /// <param name="measure">The measure's name, such as <c>induction</c>.</param>
    /// <returns>The score.</returns>
    public double Best(string measure) => Scores[measure].Max(layer => layer.Max());

    /// <summary>What does not fit the model; null if all does.</summary>
    internal string? Problem(TransformerConfig config)
    {
        double?[] losses = [Seconds, TrainingLoss, FirstCopyLoss, SecondCopyLoss, StoryLoss, TextLoss];
        if (Tokens < 0 || Step < 0 || losses.Any(loss => loss is { } given && !double.IsFinite(given)))
            return "a number is negative or too large.";
        foreach (var (measure, scores) in Scores)
            if (PerHead.Problem(scores, config) is { } problem) return $"the scores of '{measure}' {problem}";
        return null;
    }
}
