using Attention.Figures.Views;
using Attention.Models;

namespace Attention.Figures;

public static partial class Figures
{
    /// <summary>Kinds of heads as tabs, each with its name, one sentence, its pattern with the weights in the cells, address and
    /// score.</summary>
    /// <param name="cards">The tabs, at least one.</param>
    /// <returns>A view; each tab has a switch that leaves the first token out, and nothing is renormalised.</returns>
    /// <exception cref="HeadIndexException">A trace did not keep its head.</exception>
    public static Figure Gallery(params IReadOnlyList<GalleryCard> cards)
    {
        ArgumentNullException.ThrowIfNull(cards);
        if (cards.Count == 0) throw new ArgumentException("No card was given.", nameof(cards));
        var models = string.Join(", ", cards.Select(card => card.View.Trace.ModelName).Distinct());
        var title = $"Attention pattern gallery · {models}";
        var caption =
            $"{cards.Count} kind{(cards.Count == 1 ? "" : "s")} of heads. Each cell says how much of its row's word goes to its "
                + $"column's word.";
        var altText = string.Join(" ", cards.Select(card => $"{card.Type}: {Describe(Panel(card.View))}"));
        return ViewFigure.Of(title, caption, altText, new GalleryData([.. cards.Select(DataOf)]));
    }

    private static GalleryCardData DataOf(GalleryCard card)
    {
        var (trace, scores) = (card.View.Trace, card.View.Scores);
        using var kept = Kept(trace, [card.View.Head]);
        var data = TraceData.Of(kept);
        var score = scores is null ? null : $"{MeasureName(scores.Measure)} {scores[card.View.Head]:.00}";
        return new GalleryCardData(card.Type, card.Description, $"{trace.ModelName} · head {card.View.Head}", score, data,
            [.. GoldIn(card.View, data.Tokens.Count).Select(cell => new[] { cell.Query, cell.Key })],
            data.HideFirst && scores?.Measure != "first_token");
    }
}
