using Attention.Models;
using static TorchSharp.torch;

namespace Classroom;

/// <summary>
/// The same function under other addresses: the heads of each layer change places, whole key/value groups among themselves and heads
/// within their group. Logits stay as they were; every answer that names a head moves.
/// </summary>
public static class PersonalModel
{
    /// <summary>The model that learners get one of their own of: six layers of eight heads, and small enough to hand out.</summary>
    public const string Base = "stories-6l";

    /// <summary>Makes a model.</summary>
    /// <param name="model">The model to begin with.</param>
    /// <param name="seed">The learner's own; same seed, same model.</param>
    /// <returns>A model of its own weights, on the CPU.</returns>
    public static LanguageModel Of(LanguageModel model, int seed)
    {
        ArgumentNullException.ThrowIfNull(model);
        var key = Key(model.Config, seed);
        return LanguageModel.From("personal", model.Tokenizer, model.Config, Moved(model.Transformer.Weights, model.Config, key));
    }

    /// <summary>Writes a model as a folder that <see cref="LanguageModel.Load"/> reads; the seed is not in it.</summary>
    /// <param name="model">The model to begin with.</param>
    /// <param name="seed">The learner's own.</param>
    /// <param name="folder">The folder; made if missing.</param>
    public static void Save(LanguageModel model, int seed, string folder)
    {
        using var personal = Of(model, seed);
        CourseModelFolder.Save(folder, personal.Config, personal.Tokenizer.Vocabulary, personal.Transformer.Weights);
    }

    /// <summary>Where each head went.</summary>
    /// <param name="config">The shape of the model.</param>
    /// <param name="seed">The learner's own.</param>
    /// <returns>[layer][new place]: the old place.</returns>
    public static IReadOnlyList<int[]> Key(TransformerConfig config, int seed)
    {
        ArgumentNullException.ThrowIfNull(config);
        var (dice, each) = (new Random(seed), config.NumAttentionHeads / config.NumKeyValueHeads);
        int[] Shuffled(int count)
        {
            int[] places = [.. Enumerable.Range(0, count)];
            dice.Shuffle(places);
            return places;
        }

        return [.. Enumerable.Range(0, config.NumHiddenLayers)
            .Select(_ => Shuffled(config.NumKeyValueHeads).SelectMany(group => Shuffled(each).Select(member => group * each + member))
                .ToArray())];
    }

    private static TransformerWeights Moved(TransformerWeights weights, TransformerConfig config, IReadOnlyList<int[]> key)
    {
        using var scope = NewDisposeScope();
        return weights.Select((name, tensor) => name.Split('.') switch
        {
            [_, var layer, nameof(LayerWeights.Qkv)] => Rows(tensor, QkvRows(config, key[int.Parse(layer)]), 0),
            [_, var layer, nameof(LayerWeights.Output)] => Rows(tensor, Blocks(key[int.Parse(layer)], config.HeadDim), 1),
            _ => tensor.clone(),
        }).Kept();
    }

    /// <summary>Queries by head, then keys and values by group, in the order that the fused matrix has them.</summary>
    private static IEnumerable<long> QkvRows(TransformerConfig config, int[] heads)
    {
        var each = config.NumAttentionHeads / config.NumKeyValueHeads;
        int[] groups = [.. heads.Where((_, place) => place % each == 0).Select(head => head / each)];
        long queries = (long)config.NumAttentionHeads * config.HeadDim, keys = (long)config.NumKeyValueHeads * config.HeadDim;
        return [.. Blocks(heads, config.HeadDim), .. Blocks(groups, config.HeadDim).Select(row => queries + row),
            .. Blocks(groups, config.HeadDim).Select(row => queries + keys + row)];
    }

    private static IEnumerable<long> Blocks(int[] order, int width) =>
        order.SelectMany(block => Enumerable.Range(0, width).Select(i => (long)block * width + i));

    private static Tensor Rows(Tensor matrix, IEnumerable<long> rows, long dimension) =>
        matrix.index_select(dimension, tensor([.. rows], dtype: ScalarType.Int64, device: matrix.device));
}
