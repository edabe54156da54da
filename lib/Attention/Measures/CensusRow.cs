using Attention.Models;
using Attention.Tokens;

namespace Attention.Measures;

/// <summary>Which head types one model has.</summary>
/// <param name="Model">Its name; that of a control ends in <c>-random</c>.</param>
/// <param name="Title">Its name in figures.</param>
/// <param name="WeightsSha256">SHA-256 of its file of weights; null for random weights.</param>
/// <param name="Layers">Its layers.</param>
/// <param name="Heads">Its heads, all layers together.</param>
/// <param name="N">Random tokens in one copy of the input.</param>
/// <param name="Types">A cell for each head type, by the measure's name.</param>
public sealed record CensusRow(string Model, string Title, string? WeightsSha256, int Layers, int Heads, int N,
    IReadOnlyDictionary<string, CensusCell> Types)
{
    /// <summary>Measures a model on random tokens given twice, n = 50 or as many as its context holds.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threshold">From which score on a head counts.</param>
    /// <returns>The row; scores have four decimals.</returns>
    public static CensusRow Of(LanguageModel model, double threshold = Census.DefaultThreshold)
    {
        ArgumentNullException.ThrowIfNull(model);
        var config = model.Config;
        var input = RepeatedTokens.Fitting(model.Tokenizer.Vocabulary, config.MaxPositionEmbeddings, Census.Sequences, Census.Seed);
        return Of(model, HeadScoreSample.Of(model, input, Census.Types(input)), input.N, threshold);
    }

    /// <summary>The row of a model that has been measured already.</summary>
    internal static CensusRow Of(LanguageModel model, IEnumerable<HeadScoreSample> types, int n,
        double threshold = Census.DefaultThreshold) => new(
        model.Name, model.Title, model.WeightsSha256, model.Config.NumHiddenLayers, model.Config.HeadCount, n,
        types.ToDictionary(sample => sample.Mean.Measure, sample => Cell(sample, threshold)));

    /// <summary>What no row that was measured can hold; null if there is no such thing.</summary>
    internal string? Problem()
    {
        if (Layers < 1 || Heads < Layers || N < 0) return $"{Layers} layers with {Heads} heads together are no model's.";
        var odd = Types.FirstOrDefault(type => type.Value is not { IsSound: true } cell || cell.OverThreshold > Heads
            || !IsHead(cell.Head)).Key;
        return odd is null ? null : $"the cell of '{odd}' holds no head of the model, or no score.";
    }

    private bool IsHead(string address) => HeadIndex.TryParse(address) is { } head && head.Layer < Layers && head.Head < Heads / Layers;

    private static CensusCell Cell(HeadScoreSample sample, double threshold)
    {
        var (head, all) = (sample.Mean.Best.Head, sample.Mean.All());
        double? Over(double end) => sample.Each.Count > 1 ? Math.Round(end, 4) : null;
        return new(head.ToString(), Math.Round(sample.Mean.Best.Score, 4), all.Count(score => score.Score > threshold),
            Over(sample[head].Low), Over(sample[head].High));
    }
}
