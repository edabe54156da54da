using System.Globalization;
using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;

namespace Attention.Studies;

/// <summary>What speaks for it that a model copies by induction heads, in one row, so that models of any size can be set beside each other
/// (Olsson et al. 2022, arguments 3, 5 and 6).</summary>
/// <param name="ModelName">The model.</param>
/// <param name="Layers">Its layers.</param>
/// <param name="Best">The best induction head.</param>
/// <param name="Heads">All heads with an induction score over <see cref="Threshold"/>, or the best alone where none has.</param>
/// <param name="Writer">The best previous-token head of a layer before that of the best induction head; null where there is no such
/// layer.</param>
/// <param name="Without">Nats that the second copy costs more without these heads.</param>
/// <param name="WithoutOthers">The same without as many others of their layers; null where their layers have none.</param>
/// <param name="WrittenShare">The share of the best head's score of the right key that the writer wrote; null without a writer.</param>
public sealed record InductionEvidence(
    string ModelName, int Layers, HeadScore Best, IReadOnlyList<HeadIndex> Heads, HeadScore? Writer, Interval Without,
    Interval? WithoutOthers,
    Interval? WrittenShare)
{
    /// <summary>The score over which a head is counted among the induction heads.</summary>
    public const double Threshold = .5;

    /// <summary>Measures a model on the standard input.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sequences">How many of its sequences; intervals are over these.</param>
    /// <returns>The row.</returns>
    public static InductionEvidence Of(LanguageModel model, int sequences = 4)
    {
        ArgumentNullException.ThrowIfNull(model);
        RepeatedTokens[] each = [.. StandardInput.Repeated(model).Each().Take(sequences)];
        var tables = each.Select(one => model.Score(one, [HeadScores.Induction(one), HeadScores.PreviousToken])).ToArray();
        HeadScoreTable Mean(int measure) => new HeadScoreSample([.. tables.Select(table => table[measure])]).Mean;
        var (induction, previous) = (Mean(0), Mean(1));
        var best = induction.Best;
        HeadIndex[] heads = [.. induction.All().Where(score => score.Score > Threshold).Select(score => score.Head)
            .DefaultIfEmpty(best.Head)];
        var others = model.Config.RandomHeadsLike(heads, seed: 1);
        var effects = each.Select(one => Ablation.Effects(model, one, [heads, others], one.SecondCopy)).ToArray();
        HeadScore? writer = best.Head.Layer == 0
            ? null
            : previous.All().Where(score => score.Head.Layer < best.Head.Layer).MaxBy(score => score.Score);
        return new(
            model.Title, model.Config.NumHiddenLayers, best, heads, writer, Interval.Over(effects, effect => effect[0]),
            others.Length == 0 ? null : Interval.Over(effects, effect => effect[1]),
            writer is { } from ? Interval.Over(each, one => Share(model, one, best.Head, from.Head)) : null);
    }

    /// <summary>The row as a table takes it: model, layers, heads, without them, without others, the writer's share.</summary>
    /// <returns>Six words; a dash where there is nothing to measure.</returns>
    public string[] Row() =>
    [
        ModelName, $"{Layers}", string.Join(", ", Heads), Text(Without, "+0.0;-0.0;0.0"), Text(WithoutOthers, "+0.0;-0.0;0.0"),
        Text(WrittenShare, ".00;-.00;.00"),
    ];

    private static string Text(Interval? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";

    private static double Share(LanguageModel model, RepeatedTokens one, HeadIndex reader, HeadIndex writer)
    {
        var parts = ScoreAttribution.Of(model, one, reader, HookPoint.K, one.Matches());
        return parts.Heads[writer] / parts.Score;
    }
}
