using System.Text.Json;
using System.Text.Json.Serialization;
using Attention.Models.Layers;

namespace Attention.Models;

/// <summary>The shape of a transformer; names as in Hugging Face's <c>config.json</c>. What is not set is as in Llama.</summary>
public sealed partial record TransformerConfig
{
    /// <summary>Number of tokens in the vocabulary, V.</summary>
    public required int VocabSize { get; init; }

    /// <summary>Width of the residual stream, D.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Number of layers, L.</summary>
    public required int NumHiddenLayers { get; init; }

    /// <summary>Query heads in each layer, H.</summary>
    public required int NumAttentionHeads { get; init; }

    /// <summary>Key/value heads in each layer, KV; H / KV query heads share one (Ainslie et al. 2023). Equal to H without
    /// sharing.</summary>
    public required int NumKeyValueHeads { get; init; }

    /// <summary>Width of a head, hd.</summary>
    public required int HeadDim { get; init; }

    /// <summary>Width of the MLP, F; 0 makes an attention-only transformer.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>Context length in tokens.</summary>
    public required int MaxPositionEmbeddings { get; init; }

    /// <summary>How positions are told apart.</summary>
    public PositionKind Positions { get; init; } = PositionKind.Rotary;

    /// <summary>Base of the rotary angles.</summary>
    public double RopeTheta { get; init; } = 10_000;

    /// <summary>How rotary angles are stretched; null for plain ones. Read from model files only: course models are trained
    /// without.</summary>
    [JsonIgnore]
    public RopeScaling? RopeScaling { get; init; }

    /// <summary>What the norms add to the mean square.</summary>
    public double RmsNormEps { get; init; } = 1e-5;

    /// <summary>Whether the embedding also serves as unembedding.</summary>
    public bool TieWordEmbeddings { get; init; } = true;

    /// <summary>Parameters of the matrices, as a real number: absurd sizes do not overflow it.</summary>
    internal double Parameters
    {
        get
        {
            var attention = (2.0 * NumAttentionHeads + 2.0 * NumKeyValueHeads) * HeadDim * HiddenSize;
            var vocabulary = (double)VocabSize * HiddenSize * (TieWordEmbeddings ? 1 : 2);
            return vocabulary + NumHiddenLayers * (attention + (GatedMlp ? 3.0 : 2.0) * IntermediateSize * HiddenSize);
        }
    }

    /// <summary>Heads in all layers together, L x H.</summary>
    [JsonIgnore]
    public int HeadCount => NumHiddenLayers * NumAttentionHeads;

    /// <summary>Heads drawn at random, as a control for heads that were chosen.</summary>
    /// <param name="count">How many; all that are left where there are fewer.</param>
    /// <param name="seed">Same seed, same heads.</param>
    /// <param name="except">Heads that are not drawn, such as the chosen ones.</param>
    /// <returns>Different heads, in random order.</returns>
    public HeadIndex[] RandomHeads(int count, int seed, params IEnumerable<HeadIndex> except)
    {
        HeadIndex[] free = [.. AllHeads().Except(except)];
        new Random(seed).Shuffle(free);
        return free[..Math.Min(count, free.Length)];
    }

    /// <summary>For each of some heads another one of its layer, drawn at random: a control that stands at the same depth.</summary>
    /// <param name="chosen">The heads that were chosen; none of them is drawn.</param>
    /// <param name="seed">Same seed, same heads.</param>
    /// <returns>Different heads, fewer than were chosen only where a layer has no others left.</returns>
    public HeadIndex[] RandomHeadsLike(IEnumerable<HeadIndex> chosen, int seed)
    {
        HeadIndex[] all = [.. chosen];
        var random = new Random(seed);
        return [.. all.GroupBy(head => head.Layer).SelectMany(layer =>
        {
            HeadIndex[] free = [.. HeadsIn(layer.Key).Except(all)];
            random.Shuffle(free);
            return free.Take(layer.Count());
        })];
    }

    /// <summary>All heads, layer by layer.</summary>
    /// <returns>L x H addresses.</returns>
    public IEnumerable<HeadIndex> AllHeads() =>
        from layer in Enumerable.Range(0, NumHiddenLayers)
        from head in Enumerable.Range(0, NumAttentionHeads)
        select new HeadIndex(layer, head);

    /// <summary>All heads of some layers.</summary>
    /// <param name="layers">The layers, from 0.</param>
    /// <returns>H addresses a layer.</returns>
    public IEnumerable<HeadIndex> HeadsIn(params IEnumerable<int> layers) =>
        layers.SelectMany(layer => Enumerable.Range(0, NumAttentionHeads).Select(head => new HeadIndex(layer, head)));

    /// <summary>The heads that look at the same keys as some heads, and read the same values; those heads among them.</summary>
    /// <param name="heads">Their addresses.</param>
    /// <returns>Each once; the heads themselves where every head has keys of its own.</returns>
    public IEnumerable<HeadIndex> SharingKeysWith(params IReadOnlyCollection<HeadIndex> heads) => AllHeads().Where(head =>
        heads.Any(one => one.Layer == head.Layer && one.Head / QueriesPerKey == head.Head / QueriesPerKey));

    /// <summary>Checks that the numbers fit each other.</summary>
    /// <exception cref="ArgumentException">A size is not positive, or heads do not divide; the message names it.</exception>
    public void Validate()
    {
        (string Name, int Value)[] sizes =
        [
            (nameof(VocabSize), VocabSize), (nameof(HiddenSize), HiddenSize), (nameof(NumHiddenLayers), NumHiddenLayers),
            (nameof(NumAttentionHeads), NumAttentionHeads), (nameof(NumKeyValueHeads), NumKeyValueHeads),
            (nameof(HeadDim), HeadDim), (nameof(MaxPositionEmbeddings), MaxPositionEmbeddings),
        ];
        foreach (var (name, value) in sizes)
            if (value <= 0) throw new ArgumentException($"{Key(name)} is {value}; it must be positive.");
        foreach (var (name, value) in new[] { (nameof(RopeTheta), RopeTheta), (nameof(RmsNormEps), RmsNormEps) })
            if (!(value > 0 && double.IsFinite(value)))
                throw new ArgumentException($"{Key(name)} is {value}; it must be positive and finite.");
        if (IntermediateSize < 0)
            throw new ArgumentException($"{Key(nameof(IntermediateSize))} is {IntermediateSize}; it must be 0 (no MLP) or more.");
        if (NumAttentionHeads % NumKeyValueHeads != 0)
            throw new ArgumentException($"{NumAttentionHeads} query heads cannot share {NumKeyValueHeads} key/value heads evenly.");
        if (Positions == PositionKind.Rotary && HeadDim % 2 != 0)
            throw new ArgumentException($"{Key(nameof(HeadDim))} is {HeadDim}; rotary positions turn pairs, so it must be even.");
        ValidateParts();
    }

    /// <summary>The name as configurations and recipes write it.</summary>
    private static string Key(string property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property);
}
