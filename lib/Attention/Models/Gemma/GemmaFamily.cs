using Attention.Models.Gguf;
using Attention.Models.HuggingFace;
using Attention.Models.Llama;

namespace Attention.Models.Gemma;

/// <summary>Gemma (Google 2024-2025). The first scales its embedding and stores norms less 1; the second norms what layers give as well,
/// caps scores and logits, and looks through a window in every other layer; the third norms queries and keys, and looks at everything in
/// every sixth layer only, with another base of angles there.</summary>
internal sealed class GemmaFamily : ModelFamily
{
    private const string First = "gemma", Second = "gemma2";
    private static readonly string[] Own = ["rope_local_base_freq"];
    private static readonly bool[] EveryOther = [true, false];

    private static readonly TensorNames Names = LlamaFamily.HuggingFace with { NormsLessOne = true };

    private static readonly TensorNames NamesOfLater = Names with
    {
        AttnOutNorm = "post_attention_layernorm",
        MlpNorm = "pre_feedforward_layernorm",
        MlpOutNorm = "post_feedforward_layernorm",
    };

    /// <inheritdoc/>
    public override IReadOnlySet<string> ModelTypes { get; } = new HashSet<string> { First, Second, "gemma3_text" };

    /// <inheritdoc/>
    public override IReadOnlySet<string> Architectures { get; } = new HashSet<string> { First, Second, "gemma3" };

    /// <inheritdoc/>
    public override TransformerConfig ReadConfig(ConfigJson json)
    {
        var kind = json.Text("model_type");
        DecoderJson.RefuseFlag(json, "attention_bias", "biases are not computed in this family");
        DecoderJson.RefuseFlag(json, "use_bidirectional_attention", "attention to later tokens is not computed in this family");
        json.Pass(["hidden_act"]);        // gelu in files of the first, which was trained with the approximation all the same
        DecoderJson.ActivationOf(json, "hidden_activation", Activation.GeluTanh, Activation.GeluTanh);
        var all = json.Object("rope_parameters") is { } parameters ? parameters.Object("full_attention") : null;
        var rope = new RopeJson(json, theta: kind is First or Second ? null : 1_000_000, parameters: all, understood: Own);
        var config = Scaled(DecoderJson.Read(json, rope, kind is First or Second ? 8192 : 131_072, headDim: 256) with
        {
            TieWordEmbeddings = json.Flag("tie_word_embeddings", true),
        });
        if (kind == First) return json.Understood(config);
        var scalar = json.Number("query_pre_attn_scalar", 256);
        if (scalar <= 0) throw json.Refuse("query_pre_attn_scalar", "it must be positive");
        config = Later(config, third: kind != Second) with
        {
            AttentionScale = 1 / Math.Sqrt(scalar),
            AttentionSoftCap = Cap(json, "attn_logit_softcapping", kind == Second ? 50 : null),
            LogitSoftCap = Cap(json, "final_logit_softcapping", kind == Second ? 30 : null),
            LocalRopeTheta = kind == Second ? null : LocalTheta(json),
        };
        var pattern = json.SizeOr("sliding_window_pattern") ?? json.SizeOr("_sliding_window_pattern") ?? (kind == Second ? 2 : 6);
        var local = DecoderJson.LocalLayers(json, config.NumHiddenLayers) ?? Pattern(json, pattern);
        return json.Understood(config.WithWindows(json.SizeOr("sliding_window") ?? 4096, local));
    }

    /// <inheritdoc/>
    public override TransformerConfig ReadConfig(GgufFile file)
    {
        var (keys, kind) = (new GgufConfig(file), file.Metadata.Text("general.architecture"));
        var config = Scaled(keys.Rotating());
        if (kind == First) return keys.Understood(config);
        var largest = config.NumHiddenLayers == (kind == Second ? 46 : 62);         // of 27 billion: the files do not say it
        config = Later(config, third: kind != Second) with
        {
            AttentionScale = largest ? 1 / Math.Sqrt((double)config.HiddenSize / config.NumAttentionHeads) : null,
            AttentionSoftCap = keys.PositiveOr("attn_logit_softcapping"),
            LogitSoftCap = keys.PositiveOr("final_logit_softcapping"),
            LocalRopeTheta = kind == Second ? null : keys.Positive("rope.freq_base_swa", 10_000),
        };
        return keys.Understood(config.WithWindows(keys.Window() ?? 4096,
            kind == Second ? EveryOther : [true, true, true, true, true, false]));
    }

    /// <inheritdoc/>
    public override TensorNames NamesInFolder(TransformerConfig config) =>
        config.NormPlacement == NormPlacement.Before ? Names : NamesOfLater;

    private static TransformerConfig Scaled(TransformerConfig config) =>
        config with { EmbeddingScale = Math.Sqrt(Math.Max(1, config.HiddenSize)), Activation = Activation.GeluTanh };

    private static TransformerConfig Later(TransformerConfig config, bool third) =>
        config with { NormPlacement = NormPlacement.BeforeAndOutput, QkNorm = third ? QkNormKind.PerHead : QkNormKind.None };

    private static double? Cap(ConfigJson json, string key, double? otherwise) =>
        !json.Contains(key) ? otherwise : !json.Has(key)
            ? null
            : json.Number(key) is var cap && cap > 0 ? cap : throw json.Refuse(key, "it must be positive");

    private static double LocalTheta(ConfigJson json)
    {
        var old = json.Number("rope_local_base_freq", 10_000);
        var local = json.Object("rope_parameters")?.Object("sliding_attention") is { } place
            ? new RopeJson(json, theta: old, parameters: place, understood: Own)
            : null;
        if (local?.Scaling is not null)
            throw json.Refuse("rope_parameters", "stretched angles in layers with a window are not computed; choose another model");
        return local?.Theta ?? (old > 0 ? old : throw json.Refuse("rope_local_base_freq", "it must be positive"));
    }

    /// <summary>All layers but every so many-th look through a window; of two, the first does.</summary>
    private static bool[] Pattern(ConfigJson json, int every) =>
        every is >= 2 and <= 64 ? [.. Enumerable.Range(1, every).Select(layer => layer < every)]
            : throw json.Refuse("sliding_window_pattern", "from 2 to 64 layers are due");
}
