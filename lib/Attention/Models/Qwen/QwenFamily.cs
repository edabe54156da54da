using Attention.Models.Gguf;
using Attention.Models.HuggingFace;
using Attention.Models.Llama;

namespace Attention.Models.Qwen;

/// <summary>Qwen 2 and 2.5 (Yang et al. 2024), whose queries, keys and values have biases, and Qwen 3 (2025), which norms each head's
/// queries and keys instead.</summary>
internal sealed class QwenFamily : ModelFamily
{
    private const string Third = "qwen3";
    private const int MostLayers = 1 << 12;

    /// <inheritdoc/>
    public override IReadOnlySet<string> ModelTypes { get; } = new HashSet<string> { "qwen2", Third };

    /// <inheritdoc/>
    public override IReadOnlySet<string> Architectures { get; } = new HashSet<string> { "qwen2", Third };

    /// <inheritdoc/>
    public override TransformerConfig ReadConfig(ConfigJson json)
    {
        var third = json.Text("model_type") == Third;
        DecoderJson.ActivationOf(json, "hidden_act", Activation.Silu, Activation.Silu);
        var config = DecoderJson.Read(json, new RopeJson(json), context: 32_768, third ? 128 : null);
        var bias = third && json.Flag("attention_bias", false);
        config = config with { QkvBias = !third || bias, OutputBias = bias, QkNorm = third ? QkNormKind.PerHead : QkNormKind.None };
        return json.Understood(Windowed(json, config));
    }

    /// <inheritdoc/>
    public override TransformerConfig ReadConfig(GgufFile file)
    {
        var keys = new GgufConfig(file);
        var third = file.Metadata.Text("general.architecture") == Third;
        return keys.Understood(keys.Rotating() with { QkvBias = !third, QkNorm = third ? QkNormKind.PerHead : QkNormKind.None });
    }

    /// <inheritdoc/>
    public override TensorNames NamesInFolder(TransformerConfig config) => LlamaFamily.HuggingFace;

    /// <summary>A window is in use only where <c>use_sliding_window</c> says so, from layer <c>max_window_layers</c> on.</summary>
    private static TransformerConfig Windowed(ConfigJson json, TransformerConfig config)
    {
        var (window, first) = (json.SizeOr("sliding_window") ?? 4096, json.SizeOr("max_window_layers") ?? 28);
        var listed = DecoderJson.LocalLayers(json, config.NumHiddenLayers);
        if (!json.Flag("use_sliding_window", false)) return config;
        if (config.NumHiddenLayers > MostLayers)
            throw json.Refuse("num_hidden_layers", $"with a window at most {MostLayers:N0} layers are read");
        return config.WithWindows(window, listed
            ?? [.. Enumerable.Range(0, Math.Max(0, config.NumHiddenLayers)).Select(layer => layer >= first)]);
    }
}
