using Attention.Models.Gguf;
using Attention.Models.HuggingFace;
using static TorchSharp.torch;

namespace Attention.Models.Llama;

/// <summary>Llama (Touvron et al. 2023) and what computes the same: Mistral where no window is in use, SmolLM, and the course's own
/// models.</summary>
internal sealed class LlamaFamily : IModelFamily
{
    /// <inheritdoc/>
    public IReadOnlySet<string> ModelTypes { get; } = new HashSet<string> { "llama", LlamaConfigJson.Mistral, LlamaConfigJson.Course };

    /// <inheritdoc/>
    public IReadOnlySet<string> Architectures { get; } = new HashSet<string> { LlamaMetadata.Architecture };

    /// <inheritdoc/>
    public TransformerConfig ReadConfig(ConfigJson json) => LlamaConfigJson.Read(json);

    /// <inheritdoc/>
    public TransformerConfig ReadConfig(GgufFile file) => LlamaMetadata.Read(file);

    /// <inheritdoc/>
    public TransformerWeights ReadWeights(IWeightFile file, TransformerConfig config, ScalarType type)
    {
        // A tied unembedding that a file repeats is left alone, as transformers does.
        var harmless = (string name) => name.EndsWith("rotary_emb.inv_freq", StringComparison.Ordinal)
            || name.EndsWith("position_ids", StringComparison.Ordinal)
            || name.EndsWith("masked_bias", StringComparison.Ordinal)
                || (config.TieWordEmbeddings && name == LlamaNames.HuggingFace.Unembedding);
        return new WeightLoading(file, config, LlamaNames.HuggingFace.Layer).Read(LlamaParts.Of(config, LlamaNames.HuggingFace),
            harmless, type);
    }

    /// <inheritdoc/>
    public TransformerWeights ReadWeights(GgufFile file, TransformerConfig config, ScalarType type)
    {
        var weights = new WeightLoading(file, config, LlamaNames.Gguf.Layer).Read(LlamaParts.Of(config, LlamaNames.Gguf), name =>
            name == LlamaMetadata.RopeDivisors, type);
        foreach (var layer in weights.Layers) RestoreRotaryHalves(layer.Qkv, config);
        return weights;
    }

    /// <summary>In GGUF the two rows that the rotary turn pairs are neighbours; here, as in Hugging Face's files, they lie half a head
    /// apart.</summary>
    private static void RestoreRotaryHalves(Tensor qkv, TransformerConfig config)
    {
        using var scope = NewDisposeScope();
        var turned = qkv.narrow(0, 0, (long)(config.NumAttentionHeads + config.NumKeyValueHeads) * config.HeadDim);
        var paired = turned.view(-1, config.HeadDim / 2, 2, turned.shape[1]);                          // [heads, hd / 2, 2, D]
        turned.copy_(paired.transpose(1, 2).reshape(turned.shape));
    }
}
