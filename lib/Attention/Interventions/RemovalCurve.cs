using Attention.Models;
using Attention.Tokens;

namespace Attention.Interventions;

/// <summary>The loss while head after head is taken out (Michel et al. 2019): what is harmless one by one is not harmless
/// together.</summary>
/// <param name="ModelName">The model that ran.</param>
/// <param name="Order">The heads, in the order in which they went.</param>
/// <param name="Losses">Nats per token: before any, without the first, without the first two, ...</param>
public sealed record RemovalCurve(string ModelName, IReadOnlyList<HeadIndex> Order, IReadOnlyList<double> Losses)
{
    /// <summary>Takes heads out in a given order, such as that of an <see cref="Ablation.Map"/>. One run a head.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">What the loss is measured on; not the texts that the order was chosen on.</param>
    /// <param name="order">The heads.</param>
    /// <param name="rows">The predictions that count; null for all.</param>
    /// <param name="options">What takes the place of a head.</param>
    /// <param name="cancellation">Ends the work between two heads.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    public static RemovalCurve InOrder(LanguageModel model, TokenBatch input, IReadOnlyList<HeadIndex> order, Range? rows = null,
        AblationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(order);
        using var run = new AblationRun(model, input, rows, options);
        var sets = Enumerable.Range(1, order.Count).Select(count => order.Take(count).ToArray()).ToArray();
        return new RemovalCurve(model.Title, order, [run.Loss, .. run.LossesWithout(sets, cancellation)]);
    }

    /// <summary>Greedy removal: at each step the head goes whose loss is felt least. Every step tries every candidate that is left, so few
    /// candidates or few steps.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">What the loss is measured on.</param>
    /// <param name="steps">How many heads go.</param>
    /// <param name="candidates">The heads that may go; null for all.</param>
    /// <param name="rows">The predictions that count; null for all.</param>
    /// <param name="options">What takes the place of a head.</param>
    /// <param name="progress">Told after each step which share 0-1 is done.</param>
    /// <param name="cancellation">Ends the work between two runs.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    public static RemovalCurve Greedy(LanguageModel model, TokenBatch input, int steps, IEnumerable<HeadIndex>? candidates = null,
        Range? rows = null, AblationOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(input);
        List<HeadIndex> left = [.. (candidates ?? model.Config.AllHeads()).Distinct().OrderBy(head => head.Layer)], gone = [];
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(steps, left.Count);
        var losses = new List<double>();
        while (true)
        {
            using var run = new AblationRun(model, input, rows, options, gone);
            losses.Add(run.Loss);
            if (gone.Count == steps) return new RemovalCurve(model.Title, gone, losses);
            var least = left.Count == 1 ? left[0] : run.LossesWithout([.. left.Select(head => new[] { head })], cancellation).Zip(left)
                .MinBy(tried => tried.First).Second;
            left.Remove(least);
            gone.Add(least);
            progress?.Report((double)gone.Count / steps);
        }
    }
}
