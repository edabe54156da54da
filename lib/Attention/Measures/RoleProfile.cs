using Attention.Models;
using Attention.Tokens;

namespace Attention.Measures;

/// <summary>What one head does on different kinds of text: a head with several roles shows several (polysemanticity).</summary>
/// <param name="ModelName">The model that ran.</param>
/// <param name="Head">The head.</param>
/// <param name="Kinds">The kinds of text.</param>
/// <param name="Measures">The names of the measures.</param>
/// <param name="Values">[kind, measure].</param>
/// <param name="AllHeads">The mean over all heads of the model, what no particular role looks like, [kind, measure].</param>
public sealed record RoleProfile(string ModelName, HeadIndex Head, IReadOnlyList<string> Kinds, IReadOnlyList<string> Measures,
    float[,] Values, float[,] AllHeads)
{
    /// <summary>The units of the measures.</summary>
    public required IReadOnlyList<MeasureUnit> Units { get; init; }

    /// <summary>Measures heads on each kind of text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="kinds">Name of each kind, and its sequences.</param>
    /// <param name="heads">The heads.</param>
    /// <param name="measures">What is measured, for each kind, since some measures belong to their input; null for
    /// <see cref="HeadScores.OfAnyText"/>, with induction and duplicate token where the input is <see cref="RepeatedTokens"/>.</param>
    /// <returns>A profile a head; NaN where a measure was not taken on a kind.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    public static IReadOnlyList<RoleProfile> Of(LanguageModel model, IReadOnlyList<(string Kind, TokenBatch Input)> kinds,
        IReadOnlyList<HeadIndex> heads, Func<TokenBatch, IReadOnlyList<HeadMeasure>>? measures = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(kinds);
        ArgumentNullException.ThrowIfNull(heads);
        foreach (var head in heads) HeadIndexException.ThrowIfOutside(head, model.Config);
        var tables = kinds.Select(kind => model.Score(kind.Input, (measures ?? Usual)(kind.Input))).ToList();
        string[] names = [.. tables.SelectMany(kind => kind.Select(table => table.Measure)).Distinct()];
        float[,] Fill(Func<HeadScoreTable, double> value)
        {
            var values = new float[kinds.Count, names.Length];
            for (var k = 0; k < kinds.Count; k++)
                for (var m = 0; m < names.Length; m++)
                    values[k, m] = tables[k].FirstOrDefault(table => table.Measure == names[m]) is { } table
                        ? (float)value(table)
                        : float.NaN;
            return values;
        }
        MeasureUnit[] units = [.. names.Select(name => tables.SelectMany(kind => kind).First(table => table.Measure == name).Unit)];
        var all = Fill(table => table.All().Average(score => score.Score));
        return [.. heads.Select(head => new RoleProfile(model.Title, head, [.. kinds.Select(kind => kind.Kind)], names,
            Fill(table => table[head]), all) { Units = units })];
    }

    private static IReadOnlyList<HeadMeasure> Usual(TokenBatch input) =>
        input is RepeatedTokens repeated
            ? [.. HeadScores.OfAnyText, HeadScores.Induction(repeated), HeadScores.DuplicateToken(repeated)]
            : HeadScores.OfAnyText;
}
