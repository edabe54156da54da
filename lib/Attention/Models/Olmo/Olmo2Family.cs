using Attention.Models.Gguf;
using Attention.Models.HuggingFace;
using Attention.Models.Llama;

namespace Attention.Models.Olmo;

/// <summary>OLMo 2 (OLMo team 2024): layers read the stream as it is, and what they give is normed; queries and keys of all heads are
/// normed together.</summary>
internal sealed class Olmo2Family : ModelFamily
{
    private static readonly TensorNames Names = LlamaFamily.HuggingFace with
    {
        AttnOutNorm = "post_attention_layernorm",
        MlpOutNorm = "post_feedforward_layernorm",
    };

    /// <inheritdoc/>
    public override IReadOnlySet<string> ModelTypes { get; } = new HashSet<string> { "olmo2" };

    /// <inheritdoc/>
    public override IReadOnlySet<string> Architectures { get; } = new HashSet<string> { "olmo2" };

    /// <inheritdoc/>
    public override TransformerConfig ReadConfig(ConfigJson json)
    {
        DecoderJson.ActivationOf(json, "hidden_act", Activation.Silu, Activation.Silu);
        var bias = json.Flag("attention_bias", false);
        var config = DecoderJson.Read(json, new RopeJson(json), context: 2048);
        return json.Understood(Shape(config) with { RmsNormEps = json.Number("rms_norm_eps", 1e-5), QkvBias = bias, OutputBias = bias });
    }

    /// <inheritdoc/>
    public override TransformerConfig ReadConfig(GgufFile file)
    {
        var keys = new GgufConfig(file);
        return keys.Understood(Shape(keys.Rotating()));
    }

    /// <inheritdoc/>
    public override TensorNames NamesInFolder(TransformerConfig config) => Names;

    private static TransformerConfig Shape(TransformerConfig config) =>
        config with { NormPlacement = NormPlacement.Output, QkNorm = QkNormKind.AllHeads };
}
