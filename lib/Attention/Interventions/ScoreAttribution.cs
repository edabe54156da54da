// The scale of the norm is the one that this run had, so the sum is exact; what a part does to that scale is nobody's share.
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;

namespace Attention.Interventions;

/// <summary>
/// Why a head looks where it looks, exactly: its score before the softmax as the sum of what each part of the model below it wrote into
/// the stream of the key, or of the query. Projections and the rotary turn are linear, and the norm's scale is that of the run.
/// </summary>
/// <param name="ModelName">The model.</param>
/// <param name="Head">The head that looks.</param>
/// <param name="Side"><see cref="HookPoint.K"/>: what wrote the keys; <see cref="HookPoint.Q"/>: what wrote the queries.</param>
/// <param name="Score">The score of the keys asked for minus the mean score of all other keys of their rows, as the run had it.</param>
/// <param name="Embedding">What the embedding contributes, learned positions included.</param>
/// <param name="Heads">What each head of an earlier layer contributes; 0 for the others.</param>
/// <param name="Mlp">What the MLP of each earlier layer contributes, L numbers; 0 for the others.</param>
/// <param name="Bias">What the biases of projections contribute; 0 in a model without, such as a Llama.</param>
public sealed record ScoreAttribution(
    string ModelName, HeadIndex Head, HookPoint Side, double Score, double Embedding, HeadScoreTable Heads, IReadOnlyList<double> Mlp,
    double Bias)
{
    /// <summary>The sum of the parts: the score, up to rounding.</summary>
    public double Sum => Embedding + Heads.All().Sum(part => part.Score) + Mlp.Sum() + Bias;

    /// <summary>All parts, the largest first.</summary>
    /// <returns>What a figure calls the part, and its contribution.</returns>
    public IReadOnlyList<(string Part, double Value)> Parts() =>
    [
        .. Heads.All().Select(part => ($"head {part.Head}", part.Score))
            .Concat(Mlp.Select((value, layer) => ($"MLP {layer}", value)))
            .Append(("embedding", Embedding)).Append(("biases", Bias))
            .OrderByDescending(part => part.Item2),
    ];

    /// <summary>Takes the scores of some cells apart, each against the other keys of its row.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The sequences; the parts are means over them.</param>
    /// <param name="head">The head that looks.</param>
    /// <param name="side">Whose parts: <see cref="HookPoint.K"/> or <see cref="HookPoint.Q"/>.</param>
    /// <param name="cells">Which cells, such as <see cref="RepeatedTokens.Matches"/>; the parts are means over them too.</param>
    /// <returns>The parts, in units of the score.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    /// <exception cref="ArgumentException">There are no cells, a cell is not below the diagonal, or the side is another point.</exception>
    /// <exception cref="Course.Files.WrongUseException">The scores of this model are no sums: queries and keys are normed, or scores
    /// capped.</exception>
    public static ScoreAttribution Of(
        LanguageModel model, TokenBatch input, HeadIndex head, HookPoint side, IEnumerable<(int Query, int Key)> cells)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(input);
        HeadIndexException.ThrowIfOutside(head, model.Config);
        if (side is not (HookPoint.Q or HookPoint.K)) throw new ArgumentException($"A score compares Q with K, not {side}.", nameof(side));
        (int Query, int Key)[] all = [.. cells];
        if (all.Length == 0) throw new ArgumentException("There are no cells to take apart.", nameof(cells));
        foreach (var (query, key) in all)
            if (key < 0 || query < 1 || key > query || query >= input.Length)
                throw new ArgumentException($"({query}, {key}) is no cell of a text of {input.Length} tokens with other keys in its row.",
                    nameof(cells));
        return ScoreParts.Mean(model, input, head, side, all);
    }
}
