using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;

namespace Attention.Studies;

/// <summary>The loss while heads are taken out together, some at a time.</summary>
/// <param name="Order">The heads, in the order in which they went.</param>
/// <param name="Gone">How many were out at each point, from 0.</param>
/// <param name="Losses">The loss at each point, in nats per token; five decimals.</param>
public sealed record RemovalLosses(IReadOnlyList<HeadIndex> Order, IReadOnlyList<int> Gone, IReadOnlyList<double> Losses)
{
    /// <summary>The largest number of heads whose joint removal costs less than a share of the loss.</summary>
    /// <param name="share">For example .05.</param>
    /// <returns>How many heads, as far as the points tell.</returns>
    public int HarmlessHeads(double share) =>
        Gone[Enumerable.Range(0, Gone.Count).TakeWhile(i => Losses[i] < (1 + share) * Losses[0]).DefaultIfEmpty(0).Last()];

    internal string? Problem(TransformerConfig config)
    {
        if (Order.Count != config.AllHeads().Count() || Order.Distinct().Count() < Order.Count || !Order.All(head => head.IsOf(config)))
            return "the order of removal is not one of the model's heads.";
        if (Gone.Count == 0 || Gone.Count != Losses.Count) return $"there are {Losses.Count} losses for {Gone.Count} points of a removal.";
        return Gone.Any(gone => gone < 0 || gone > Order.Count) || !Losses.All(double.IsFinite) ? "a point of a removal is none." : null;
    }

    internal static RemovalLosses Of(LanguageModel model, TokenBatch input, IReadOnlyList<HeadIndex> order, int points,
        IProgress<double>? progress, CancellationToken cancellation)
    {
        int[] gone = [.. Enumerable.Range(0, points + 1).Select(p => p * order.Count / points).Distinct()];
        var losses = new List<double>();
        foreach (var count in gone)
        {
            cancellation.ThrowIfCancellationRequested();
            losses.Add(Math.Round(TokenLoss.Mean(model, input, hook: Ablation.Zero(model.Config, order.Take(count))), 5));
            progress?.Report((double)losses.Count / gone.Length);
        }
        return new(order, gone, losses);
    }
}
