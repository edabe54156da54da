using Attention.Models.Gguf;
using Attention.Models.HuggingFace;
using Attention.Models.Llama;
using static TorchSharp.torch;

namespace Attention.Models.SmolLm;

/// <summary>SmolLM 3 (Bakouch et al. 2025): a Llama in which every fourth layer knows no positions, so that its heads look by content alone
/// (Yang et al. 2025).</summary>
internal sealed class SmolLm3Family : ModelFamily
{
    private const int Usual = 4;

    /// <inheritdoc/>
    public override IReadOnlySet<string> ModelTypes { get; } = new HashSet<string> { "smollm3" };

    /// <inheritdoc/>
    public override IReadOnlySet<string> Architectures { get; } = new HashSet<string> { "smollm3" };

    /// <inheritdoc/>
    public override TransformerConfig ReadConfig(ConfigJson json)
    {
        DecoderJson.ActivationOf(json, "hidden_act", Activation.Silu, Activation.Silu);
        foreach (var key in new[] { "attention_bias", "mlp_bias" })
            DecoderJson.RefuseFlag(json, key, "biases are not computed in this family");
        DecoderJson.RefuseFlag(json, "use_sliding_window", "attention within a window is not computed in this family");
        var rope = new RopeJson(json, theta: 2_000_000, understood: ["no_rope_layers", "no_rope_layer_interval"]);
        var config = DecoderJson.Read(json, rope, context: 32_768);
        json.Pass(["sliding_window", "max_window_layers"]);       // how wide and where, were there windows
        if (DecoderJson.LocalLayers(json, config.NumHiddenLayers)?.Contains(true) == true)
            throw json.Refuse("layer_types", "attention within a window is not computed in this family; choose a model without");
        return json.Understood(config with { UnturnedEvery = Unturned(json, config.NumHiddenLayers) });
    }

    /// <summary>The format has no key for it: llama.cpp knows that it is every fourth layer.</summary>
    public override TransformerConfig ReadConfig(GgufFile file)
    {
        var keys = new GgufConfig(file);
        return keys.Understood(keys.Rotating() with { UnturnedEvery = Usual });
    }

    /// <inheritdoc/>
    public override TransformerWeights ReadWeights(GgufFile file, TransformerConfig config, ScalarType type) =>
        LlamaFamily.WithHalves(base.ReadWeights(file, config, type), config);

    /// <inheritdoc/>
    public override TensorNames NamesInFolder(TransformerConfig config) => LlamaFamily.HuggingFace;

    /// <summary>Every how many layers one turns nothing, by the list of all layers (1 for those that turn) or by the number
    /// itself.</summary>
    private static int? Unturned(ConfigJson json, int layers)
    {
        var every = json.SizeOr("no_rope_layer_interval") ?? Usual;
        if (every < 1) throw json.Refuse("no_rope_layer_interval", "a whole number from 1 on is due");
        if (json.List("no_rope_layers") is not { } list) return every;
        var turned = list.Select(layer => layer.GetRawText()).ToArray();
        if (turned.All(turns => turns == "1")) return null;
        var due = Enumerable.Range(1, layers).Select(layer => layer % every == 0 ? "0" : "1");
        return turned.SequenceEqual(due) ? every
            : throw json.Refuse("no_rope_layers", $"a list of {layers:N0} is due, 0 in every {every}th layer and 1 in the others");
    }
}
