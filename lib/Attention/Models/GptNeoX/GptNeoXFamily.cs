using Attention.Models.Gguf;
using Attention.Models.HuggingFace;

namespace Attention.Models.GptNeoX;

/// <summary>GPT-NeoX (Black et al. 2022), the family of Pythia: a quarter of each head is turned, attention and MLP read the same stream,
/// and queries, keys and values lie head by head in one matrix.</summary>
internal sealed class GptNeoXFamily : ModelFamily
{
    private static readonly TensorNames Names = new()
    {
        Prefix = "gpt_neox.",
        Embedding = "embed_in",
        Norm = "final_layer_norm",
        Unembedding = "embed_out",
        Layer = "layers.",
        InputNorm = "input_layernorm",
        Qkv = "attention.query_key_value",
        QkvOrder = QkvOrder.HeadByHead,
        Output = "attention.dense",
        MlpNorm = "post_attention_layernorm",
        Up = "mlp.dense_h_to_4h",
        Down = "mlp.dense_4h_to_h",
    };

    /// <inheritdoc/>
    public override IReadOnlySet<string> ModelTypes { get; } = new HashSet<string> { "gpt_neox" };

    /// <inheritdoc/>
    public override IReadOnlySet<string> Architectures { get; } = new HashSet<string> { "gptneox" };

    /// <inheritdoc/>
    public override TransformerConfig ReadConfig(ConfigJson json)
    {
        DecoderJson.RefuseFlag(json, "is_decoder", "attention to another text is not computed");
        var (share, theta) = (json.Number("rotary_pct", .25), json.Number("rotary_emb_base", 10_000));
        if (share is <= 0 or > 1) throw json.Refuse("rotary_pct", "a share above 0 and up to 1 is due");
        if (theta <= 0) throw json.Refuse("rotary_emb_base", "the base of rotary angles is positive");
        var rope = new RopeJson(json, partly: true, theta);
        if (json.Object("rope_parameters")?.Has("partial_rotary_factor") == true) share = rope.Share;
        var config = DecoderJson.Read(json, rope, context: 2048);
        var bias = json.Flag("attention_bias", true);
        return json.Understood(Shape(config) with
        {
            RotaryDim = (int)(config.HeadDim * share),
            RmsNormEps = json.Number("layer_norm_eps", 1e-5),
            Activation = DecoderJson.ActivationOf(json, "hidden_act", Activation.Gelu),
            ParallelResidual = json.Flag("use_parallel_residual", true),
            QkvBias = bias,
            OutputBias = bias,
        });
    }

    /// <inheritdoc/>
    public override TransformerConfig ReadConfig(GgufFile file)
    {
        var keys = new GgufConfig(file);
        return keys.Understood(
            Shape(keys.Rotating(partly: true, "attention.layer_norm_epsilon")) with
            {
                ParallelResidual =
                keys.Flag("use_parallel_residual") ?? true
            });
    }

    /// <inheritdoc/>
    public override TensorNames NamesInFolder(TransformerConfig config) => Names;

    /// <inheritdoc/>
    public override TensorNames NamesInGguf(TransformerConfig config) => GgufNames.Fused;

    /// <summary>Older files hold the causal mask.</summary>
    protected override bool IsHarmless(string name) => base.IsHarmless(name) || name.EndsWith(".attention.bias", StringComparison.Ordinal);

    private static TransformerConfig Shape(TransformerConfig config) => config with
    {
        NormKind = NormKind.Layer,
        Activation = Activation.Gelu,
        GatedMlp = false,
        QkvBias = true,
        OutputBias = true,
        MlpBias = true,
    };
}
