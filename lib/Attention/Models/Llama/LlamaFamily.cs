using Attention.Models.Gguf;
using Attention.Models.HuggingFace;
using static TorchSharp.torch;

namespace Attention.Models.Llama;

/// <summary>Llama (Touvron et al. 2023) and what computes the same: Mistral (Jiang et al. 2023), which may look back through a window,
/// SmolLM 1 and 2, and the course's own models.</summary>
internal sealed class LlamaFamily : ModelFamily
{
    private const string Mistral = "mistral", Course = "course";

    /// <summary>Names that most families after Llama use too.</summary>
    public static readonly TensorNames HuggingFace = new()
    {
        Prefix = "model.",
        Embedding = "embed_tokens",
        Positions = "embed_positions",
        Norm = "norm",
        Unembedding = "lm_head",
        Layer = "layers.",
        InputNorm = "input_layernorm",
        Query = "self_attn.q_proj",
        Key = "self_attn.k_proj",
        Value = "self_attn.v_proj",
        QueryNorm = "self_attn.q_norm",
        KeyNorm = "self_attn.k_norm",
        Output = "self_attn.o_proj",
        MlpNorm = "post_attention_layernorm",
        Gate = "mlp.gate_proj",
        Up = "mlp.up_proj",
        Down = "mlp.down_proj",
    };

    /// <inheritdoc/>
    public override IReadOnlySet<string> ModelTypes { get; } = new HashSet<string> { "llama", Mistral, Course };

    /// <inheritdoc/>
    public override IReadOnlySet<string> Architectures { get; } = new HashSet<string> { "llama" };

    /// <inheritdoc/>
    public override TransformerConfig ReadConfig(ConfigJson json)
    {
        var mistral = json.Text("model_type") == Mistral;
        DecoderJson.ActivationOf(json, "hidden_act", Activation.Silu, Activation.Silu);
        var config = DecoderJson.Read(json, new RopeJson(json), mistral ? 131_072 : 2048);
        var bias = json.Flag("attention_bias", false);
        return json.Understood(config with
        {
            NumKeyValueHeads = mistral && !json.Contains("num_key_value_heads") ? 8 : config.NumKeyValueHeads,
            Positions = PositionsOf(json),
            QkvBias = bias,
            OutputBias = bias,
            MlpBias = json.Flag("mlp_bias", false),
            Windows = Window(json, mistral) is { } window && window < config.MaxPositionEmbeddings ? [window] : [],
        });
    }

    /// <inheritdoc/>
    public override TransformerConfig ReadConfig(GgufFile file)
    {
        var keys = new GgufConfig(file);
        return keys.Understood(keys.Rotating());
    }

    /// <inheritdoc/>
    public override TransformerWeights ReadWeights(GgufFile file, TransformerConfig config, ScalarType type) =>
        WithHalves(base.ReadWeights(file, config, type), config);

    /// <inheritdoc/>
    public override TensorNames NamesInFolder(TransformerConfig config) => HuggingFace;

    /// <summary>Weights from a GGUF file of a Llama or of one of those written like it, their rotary pairs half a head apart.</summary>
    public static TransformerWeights WithHalves(TransformerWeights weights, TransformerConfig config)
    {
        foreach (var layer in weights.Layers) RestoreRotaryHalves(layer.Qkv, config);
        return weights;
    }

    private static PositionKind PositionsOf(ConfigJson json) => json.Text("positions") switch
    {
        null or "rotary" => PositionKind.Rotary,
        "learned" => PositionKind.Learned,
        _ => throw json.Refuse("positions", "\"rotary\" or \"learned\" is due"),
    };

    /// <summary>The window that is in use, null for none. Mistral's default is one of 4,096 tokens; Llama has none.</summary>
    private static int? Window(ConfigJson json, bool mistral)
    {
        if (!json.Has("sliding_window")) return mistral && !json.Contains("sliding_window") ? 4096 : null;
        var window = json.Size("sliding_window");
        if (!json.Flag("use_sliding_window", true)) return null;
        if (window < 1) throw json.Refuse("sliding_window", "a window of 1 token or more is due");
        return mistral || window >= (json.SizeOr("max_position_embeddings") ?? int.MaxValue) ? window
            : throw json.Refuse("sliding_window",
                "attention within a window is not computed in this family; choose a model without (null)");
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
