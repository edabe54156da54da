using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;

namespace Attention.Studies;

/// <summary>The zero-ablation effect of every head on one input.</summary>
/// <param name="Sequences">Sequences of the input.</param>
/// <param name="Length">Tokens in each.</param>
/// <param name="Loss">The loss with all heads, in nats per token.</param>
/// <param name="Effects">Nats per token that the loss rises without a head, a row for each layer; five decimals.</param>
public sealed record HeadEffects(int Sequences, int Length, double Loss, float[][] Effects)
{
    /// <summary>The effects as a table.</summary>
    /// <param name="modelTitle">What figures call the model.</param>
    /// <returns>A table of the measure <c>ablation_effect</c>.</returns>
    public HeadScoreTable Table(string modelTitle)
    {
        var values = new float[Effects.Length, Effects[0].Length];
        for (var l = 0; l < Effects.Length; l++)
            for (var h = 0; h < Effects[l].Length; h++) values[l, h] = Effects[l][h];
        return new HeadScoreTable("ablation_effect", modelTitle, values, MeasureUnit.SignedNumber);
    }

    internal string? Problem(TransformerConfig config) =>
        Sequences < 0 || Length < 0 || !double.IsFinite(Loss) ? "a loss or a length is none."
        : PerHead.Problem(Effects, config) is { } problem ? $"the effects {problem}" : null;

    internal static HeadEffects Of(LanguageModel model, TokenBatch input, Range? rows, IProgress<double>? progress,
        CancellationToken cancellation)
    {
        var map = Ablation.Map(model, input, rows, progress: progress, cancellation: cancellation).Values;
        float[][] effects = [.. Enumerable.Range(0, map.GetLength(0))
            .Select(l => Enumerable.Range(0, map.GetLength(1)).Select(h => MathF.Round(map[l, h], 5)).ToArray())];
        return new(input.Sequences, input.Length, Math.Round(TokenLoss.Mean(model, input, rows), 5), effects);
    }
}
