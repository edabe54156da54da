using Attention.Models.Gguf;
using Attention.Models.HuggingFace;
using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>A family of models that compute alike: how its configuration and its weights are written in each kind of file. Each has a
/// folder of its own.</summary>
internal abstract class ModelFamily
{
    /// <summary>What <c>model_type</c> says in a <c>config.json</c> of the family.</summary>
    public abstract IReadOnlySet<string> ModelTypes { get; }

    /// <summary>What <c>general.architecture</c> says in a GGUF file of the family; none where such files are not read.</summary>
    public virtual IReadOnlySet<string> Architectures { get; } = new HashSet<string>();

    /// <summary>The configuration of a Hugging Face folder, understood whole or refused.</summary>
    public abstract TransformerConfig ReadConfig(ConfigJson json);

    /// <summary>The configuration of a GGUF file, understood whole or refused.</summary>
    public virtual TransformerConfig ReadConfig(GgufFile file) =>
        throw new NotSupportedException($"{GetType().Name} has no architectures.");

    /// <summary>All weights of a Hugging Face folder, in fp32 or bf16 on the CPU.</summary>
    public virtual TransformerWeights ReadWeights(IWeightFile file, TransformerConfig config, ScalarType type) =>
        Read(file, config, NamesInFolder(config).In(file), name => IsHarmless(name) || IsRepeated(name, config), type);

    /// <summary>All weights of a GGUF file, in fp32 or bf16 on the CPU.</summary>
    public virtual TransformerWeights ReadWeights(GgufFile file, TransformerConfig config, ScalarType type) =>
        Read(file, config, NamesInGguf(config), name => name == GgufConfig.RopeDivisors, type);

    /// <summary>What tensors of a shape are called in a Hugging Face folder.</summary>
    public abstract TensorNames NamesInFolder(TransformerConfig config);

    /// <summary>What they are called in a GGUF file.</summary>
    public virtual TensorNames NamesInGguf(TransformerConfig config) => GgufNames.Common;

    /// <summary>Whether a tensor of a Hugging Face folder that has no place among the weights says nothing of what is computed.</summary>
    protected virtual bool IsHarmless(string name) => name.EndsWith("rotary_emb.inv_freq", StringComparison.Ordinal)
        || name.EndsWith("position_ids", StringComparison.Ordinal) || name.EndsWith("masked_bias", StringComparison.Ordinal);

    private static TransformerWeights Read(IWeightFile file, TransformerConfig config, TensorNames names, Func<string, bool> harmless,
        ScalarType type) =>
        new WeightLoading(file, config, names.Prefix + names.Layer).Read(new WeightParts(config, names).All(), harmless, type);

    /// <summary>A tied unembedding that a file repeats is left alone, as transformers does.</summary>
    private bool IsRepeated(string name, TransformerConfig config) =>
        config.TieWordEmbeddings && NamesInFolder(config).Unembedding is { } unembedding && name == $"{unembedding}.weight";
}
