using Attention.Models.Gguf;
using Attention.Models.HuggingFace;
using Attention.Models.Llama;

namespace Attention.Models.Phi;

/// <summary>Phi 3 and 4 (Abdin et al. 2024): a Llama whose queries, keys and values are one matrix, like gate and up, and which may look
/// back through a window.</summary>
internal sealed class Phi3Family : ModelFamily
{
    private static readonly TensorNames Names = LlamaFamily.HuggingFace with { Qkv = "self_attn.qkv_proj", GateUp = "mlp.gate_up_proj" };

    /// <inheritdoc/>
    public override IReadOnlySet<string> ModelTypes { get; } = new HashSet<string> { "phi3" };

    /// <inheritdoc/>
    public override IReadOnlySet<string> Architectures { get; } = new HashSet<string> { "phi3" };

    /// <inheritdoc/>
    public override TransformerConfig ReadConfig(ConfigJson json)
    {
        DecoderJson.ActivationOf(json, "hidden_act", Activation.Silu, Activation.Silu);
        DecoderJson.RefuseFlag(json, "attention_bias", "biases are not computed in this family");
        var config = DecoderJson.Read(json, new RopeJson(json, partly: true), context: 4096);
        return json.Understood(Windowed(config with { RmsNormEps = json.Number("rms_norm_eps", 1e-5) }, json.SizeOr("sliding_window")));
    }

    /// <inheritdoc/>
    public override TransformerConfig ReadConfig(GgufFile file)
    {
        var keys = new GgufConfig(file);
        return keys.Understood(Windowed(keys.Rotating(partly: true), keys.Window()));
    }

    /// <inheritdoc/>
    public override TensorNames NamesInFolder(TransformerConfig config) => Names;

    /// <summary>Gate and up lie under the name of up.</summary>
    public override TensorNames NamesInGguf(TransformerConfig config) => GgufNames.Fused with { GateUp = "ffn_up" };

    private static TransformerConfig Windowed(TransformerConfig config, int? window) =>
        window is { } tokens ? config.WithWindows(tokens, true) : config;
}
