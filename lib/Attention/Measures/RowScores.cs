using Attention.Models;
using static Attention.Models.Scalars;
using static TorchSharp.torch;

namespace Attention.Measures;

/// <summary>Adds measures up while patterns are computed some rows at a time.</summary>
internal sealed class RowScores : IPlacedHook, IPatternSums
{
    private readonly IReadOnlyList<HeadMeasure> measures;
    private readonly Tensor sums, weights;                                                       // [measure, layer, B, H]

    /// <summary>Begins at 0, in the caller's dispose scope.</summary>
    /// <param name="measures">Measures that are sums over rows.</param>
    /// <param name="model">The model that is going to run.</param>
    /// <param name="sequences">How many sequences it will read.</param>
    public RowScores(IReadOnlyList<HeadMeasure> measures, LanguageModel model, long sequences)
    {
        long[] shape = [measures.Count, model.Config.NumHiddenLayers, sequences, model.Config.NumAttentionHeads];
        (this.measures, sums, weights) = (measures, zeros(shape, device: model.Device), zeros(shape, device: model.Device));
    }

    /// <inheritdoc/>
    public bool OnlyReads => true;

    /// <summary>The measures of what was read, [measure, layer, B, H].</summary>
    public Tensor Scores => sums.div(weights);

    /// <inheritdoc/>
    public IReadOnlyList<int> Diagonals => [.. measures.SelectMany(measure => measure.Diagonals).Distinct()];

    /// <inheritdoc/>
    public void Read(int layer, Tensor rows, long first) => Add(layer, new WeightSums(rows.to_type(ScalarType.Float32), first));

    /// <inheritdoc/>
    public void Read(int layer, PatternSums sums) => Add(layer, sums);

    private void Add(int layer, IRowSums read)
    {
        var rows = new PatternRows(read);
        var each = measures.Select(measure => measure.Rows!(rows)).ToArray();
        var heads = sums.shape[^2..];
        sums.select(1, layer).add_(stack([.. each.Select(one => one.Sum)], 0), One);
        weights.select(1, layer).add_(stack([.. each.Select(one => one.Weight.expand(heads))], 0), One);
    }

    /// <inheritdoc/>
    public void CheckPlaces(TransformerConfig config)
    {
    }
}
