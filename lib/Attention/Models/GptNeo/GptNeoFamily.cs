using System.Text.Json;
using Attention.Models.HuggingFace;

namespace Attention.Models.GptNeo;

/// <summary>GPT-Neo (Black et al. 2021), the family of TinyStories: every other layer looks back through a window, and scores are not
/// scaled.</summary>
internal sealed class GptNeoFamily : ModelFamily
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
        Query = "attn.attention.q_proj",
        Key = "attn.attention.k_proj",
        Value = "attn.attention.v_proj",
        Output = "attn.attention.out_proj",
        MlpNorm = "ln_2",
        Up = "mlp.c_fc",
        Down = "mlp.c_proj",
    };

    /// <inheritdoc/>
    public override IReadOnlySet<string> ModelTypes { get; } = new HashSet<string> { "gpt_neo" };

    /// <inheritdoc/>
    public override TransformerConfig ReadConfig(ConfigJson json)
    {
        DecoderJson.RefuseQuantised(json);
        json.Pass(["embed_dropout", "resid_dropout", "summary_activation", "summary_first_dropout", "summary_proj_to_labels",
            "summary_type", "summary_use_proj"]);
        var (width, heads) = (json.Size("hidden_size"), json.Size("num_heads"));
        if (heads < 1 || width % heads != 0) throw json.Refuse("num_heads", $"heads must divide the width, {width}");
        var config = new TransformerConfig
        {
            VocabSize = json.Size("vocab_size"),
            HiddenSize = width,
            NumHiddenLayers = json.Size("num_layers"),
            NumAttentionHeads = heads,
            NumKeyValueHeads = heads,
            HeadDim = width / heads,
            IntermediateSize = json.SizeOr("intermediate_size") ?? DecoderJson.FourTimes(width),
            MaxPositionEmbeddings = json.SizeOr("max_position_embeddings") ?? 2048,
            RmsNormEps = json.Number("layer_norm_epsilon", 1e-5),
            TieWordEmbeddings = json.Flag("tie_word_embeddings", true),
            Positions = PositionKind.Learned,
            NormKind = NormKind.Layer,
            Activation = DecoderJson.ActivationOf(json, "activation_function", Activation.GeluTanh),
            GatedMlp = false,
            OutputBias = true,
            MlpBias = true,
            AttentionScale = 1,
        };
        return json.Understood(config.WithWindows(json.SizeOr("window_size") ?? 256, LocalLayers(json, config.NumHiddenLayers)));
    }

    /// <inheritdoc/>
    public override TensorNames NamesInFolder(TransformerConfig config) => Names;

    /// <summary>Older files hold the causal mask.</summary>
    protected override bool IsHarmless(string name) =>
        base.IsHarmless(name) || name.EndsWith(".attn.attention.bias", StringComparison.Ordinal);

    /// <summary>Which layers look back through a window: <c>attention_layers</c>, of which <c>attention_types</c>, such as
    /// [[["global", "local"], 12]], is the short form.</summary>
    private static bool[] LocalLayers(ConfigJson json, int layers)
    {
        var (listed, kinds) = (json.Texts("attention_layers"), json.List("attention_types"));
        var types = listed ?? (kinds is null ? ["global", "local"] : Unfolded(json, kinds, layers));
        if (types.FirstOrDefault(type => type is not ("global" or "local")) is { } other)
            throw json.Refuse(listed is null ? "attention_types" : "attention_layers",
                $"layers of \"{other}\" are not computed; choose another model");
        return types.Length == layers || (listed ?? (object?)kinds) is null ? [.. types.Select(type => type == "local")]
            : throw json.Refuse(listed is null ? "attention_types" : "attention_layers",
                $"it says something of {types.Length} layers, and there are {layers:N0}");
    }

    private static string[] Unfolded(ConfigJson json, IReadOnlyList<JsonElement> kinds, int layers)
    {
        List<string> types = [];
        foreach (var kind in kinds)
        {
            if (kind.ValueKind != JsonValueKind.Array || kind.GetArrayLength() != 2 || kind[0].ValueKind != JsonValueKind.Array
                || kind[1].ValueKind != JsonValueKind.Number || !kind[1].TryGetInt32(out var times) || times < 0 || times > layers
                || !kind[0].EnumerateArray().All(type => type.ValueKind == JsonValueKind.String)
                || types.Count + (long)times * kind[0].GetArrayLength() > Math.Min(layers, 1 << 16))
                throw json.Refuse("attention_types",
                    "entries such as [[\"global\", \"local\"], 12] are due, one kind for each layer in all");
            for (var i = 0; i < times; i++) types.AddRange(kind[0].EnumerateArray().Select(type => type.GetString()!));
        }
        return [.. types];
    }
}
