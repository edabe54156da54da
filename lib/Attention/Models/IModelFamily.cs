using Attention.Models.Gguf;
using Attention.Models.HuggingFace;

namespace Attention.Models;

/// <summary>A family of models that compute alike: how its configuration and its weights are written in each kind of file. Each has a
/// folder of its own.</summary>
internal interface IModelFamily
{
    /// <summary>What <c>model_type</c> says in a <c>config.json</c> of the family.</summary>
    IReadOnlySet<string> ModelTypes { get; }

    /// <summary>What <c>general.architecture</c> says in a GGUF file of the family.</summary>
    IReadOnlySet<string> Architectures { get; }

    /// <summary>The configuration of a Hugging Face folder, understood whole or refused.</summary>
    TransformerConfig ReadConfig(ConfigJson json);

    /// <summary>The configuration of a GGUF file, understood whole or refused.</summary>
    TransformerConfig ReadConfig(GgufFile file);

    /// <summary>All weights of a Hugging Face folder, in fp32 or bf16 on the CPU.</summary>
    TransformerWeights ReadWeights(IWeightFile file, TransformerConfig config, TorchSharp.torch.ScalarType type);

    /// <summary>All weights of a GGUF file, in fp32 or bf16 on the CPU.</summary>
    TransformerWeights ReadWeights(GgufFile file, TransformerConfig config, TorchSharp.torch.ScalarType type);
}
