using Attention.Models.Gguf;
using Attention.Models.HuggingFace;

namespace Attention.Models.Gpt2;

/// <summary>GPT-2 (Radford et al. 2019): learned positions, LayerNorm, biases everywhere, and matrices that its files hold
/// transposed.</summary>
internal sealed class Gpt2Family : ModelFamily
{
    private static readonly TensorNames Names = new()
    {
        Prefix = "transformer.",
        Embedding = "wte",
        Positions = "wpe",
        Norm = "ln_f",
        Unembedding = "lm_head",
        Layer = "h.",
        InputNorm = "ln_1",
        Qkv = "attn.c_attn",
        Output = "attn.c_proj",
        MlpNorm = "ln_2",
        Up = "mlp.c_fc",
        Down = "mlp.c_proj",
        Transposed = true,
    };

    /// <inheritdoc/>
    public override IReadOnlySet<string> ModelTypes { get; } = new HashSet<string> { "gpt2" };

    /// <inheritdoc/>
    public override IReadOnlySet<string> Architectures { get; } = new HashSet<string> { "gpt2" };

    /// <inheritdoc/>
    public override TransformerConfig ReadConfig(ConfigJson json)
    {
        DecoderJson.RefuseQuantised(json);
        DecoderJson.RefuseFlag(json, "add_cross_attention", "attention to another text is not computed");
        DecoderJson.RefuseFlag(json, "scale_attn_by_inverse_layer_idx", "scores scaled by their layer are not computed");
        if (!json.Flag("scale_attn_weights", true))
            throw json.Refuse("scale_attn_weights", "scores that are not scaled are not computed; choose another model");
        json.Pass(["reorder_and_upcast_attn", "summary_activation", "summary_first_dropout", "summary_proj_to_labels", "summary_type",
            "summary_use_proj", "n_ctx"]);
        var (width, heads) = (json.Size("n_embd"), json.Size("n_head"));
        if (heads < 1 || width % heads != 0) throw json.Refuse("n_head", $"heads must divide the width, {width}");
        return json.Understood(Shape(new()
        {
            VocabSize = json.Size("vocab_size"),
            HiddenSize = width,
            NumHiddenLayers = json.Size("n_layer"),
            NumAttentionHeads = heads,
            NumKeyValueHeads = heads,
            HeadDim = width / heads,
            IntermediateSize = json.SizeOr("n_inner") ?? DecoderJson.FourTimes(width),
            MaxPositionEmbeddings = json.SizeOr("n_positions") ?? 1024,
            RmsNormEps = json.Number("layer_norm_epsilon", 1e-5),
            TieWordEmbeddings = json.Flag("tie_word_embeddings", true),
            Activation = DecoderJson.ActivationOf(json, "activation_function", Activation.GeluTanh),
        }));
    }

    /// <inheritdoc/>
    public override TransformerConfig ReadConfig(GgufFile file)
    {
        var keys = new GgufConfig(file);
        return keys.Understood(Shape(keys.Common() with
        {
            RmsNormEps = keys.Positive("attention.layer_norm_epsilon", null),
            Activation = Activation.GeluTanh,
        }));
    }

    /// <inheritdoc/>
    public override TensorNames NamesInFolder(TransformerConfig config) => Names;

    /// <inheritdoc/>
    public override TensorNames NamesInGguf(TransformerConfig config) => GgufNames.Fused;

    /// <summary>Older files hold the causal mask.</summary>
    protected override bool IsHarmless(string name) => base.IsHarmless(name) || name.EndsWith(".attn.bias", StringComparison.Ordinal);

    private static TransformerConfig Shape(TransformerConfig config) => config with
    {
        Positions = PositionKind.Learned,
        NormKind = NormKind.Layer,
        GatedMlp = false,
        QkvBias = true,
        OutputBias = true,
        MlpBias = true,
    };
}
