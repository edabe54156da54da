using System.Text.Json.Nodes;
using Attention.Models;

namespace Attention.Tests.Models.Tiny;

/// <summary>A <c>config.json</c> of each family with the keys that transformers writes.</summary>
internal static class FamilyJson
{
    public static JsonObject Of(string family, TransformerConfig c) => family switch
    {
        "gpt2" => new()
        {
            ["model_type"] = "gpt2",
            ["n_embd"] = c.HiddenSize,
            ["n_head"] = c.NumAttentionHeads,
            ["n_layer"] = c.NumHiddenLayers,
            ["n_inner"] = c.IntermediateSize,
            ["n_positions"] = c.MaxPositionEmbeddings,
            ["n_ctx"] = c.MaxPositionEmbeddings,
            ["vocab_size"] = c.VocabSize,
            ["layer_norm_epsilon"] = 1e-5,
            ["activation_function"] = "gelu_new",
            ["scale_attn_weights"] = true,
        },
        "llama 3" => Common(c, "llama", new()
        {
            ["hidden_act"] = "silu",
            ["rms_norm_eps"] = 1e-5,
            ["attention_bias"] = false,
            ["mlp_bias"] = false,
            ["rope_theta"] = 10000.0,
            ["rope_scaling"] = new JsonObject
            {
                ["rope_type"] = "llama3",
                ["factor"] = 8.0,
                ["low_freq_factor"] = 1.0,
                ["high_freq_factor"] = 4.0,
                ["original_max_position_embeddings"] = 16
            },
        }),
        "gpt_neox" => Common(c, "gpt_neox", new()
        {
            ["hidden_act"] = "gelu",
            ["layer_norm_eps"] = 1e-5,
            ["rotary_pct"] = .5,
            ["rotary_emb_base"] = 10000,
            ["use_parallel_residual"] = true,
        }),
        "qwen2" => Common(c, "qwen2", new()
        {
            ["hidden_act"] = "silu",
            ["rms_norm_eps"] = 1e-5,
            ["use_sliding_window"] = false,
            ["sliding_window"] = 8,
            ["max_window_layers"] = 2,
        }),
        "qwen3" => Common(c, "qwen3", new()
        {
            ["hidden_act"] = "silu",
            ["rms_norm_eps"] = 1e-5,
            ["head_dim"] = c.HeadDim,
            ["attention_bias"] = false,
            ["use_sliding_window"] = false,
            ["sliding_window"] = null,
            ["max_window_layers"] = 3,
            ["layer_types"] = Types(c),
        }),
        "gemma" => Common(c, "gemma", new()
        {
            ["hidden_act"] = "gelu",
            ["hidden_activation"] = null,
            ["rms_norm_eps"] = 1e-5,
            ["head_dim"] = c.HeadDim,
            ["attention_bias"] = false
        }),
        "gemma2" => Common(c, "gemma2", new()
        {
            ["hidden_activation"] = "gelu_pytorch_tanh",
            ["rms_norm_eps"] = 1e-5,
            ["head_dim"] = c.HeadDim,
            ["query_pre_attn_scalar"] = c.HeadDim,
            ["attn_logit_softcapping"] = c.AttentionSoftCap,
            ["final_logit_softcapping"] = c.LogitSoftCap,
            ["sliding_window"] = 4,
            ["cache_implementation"] = "hybrid",
        }),
        "gemma3" => Common(c, "gemma3_text", new()
        {
            ["hidden_activation"] = "gelu_pytorch_tanh",
            ["rms_norm_eps"] = 1e-5,
            ["head_dim"] = c.HeadDim,
            ["query_pre_attn_scalar"] = c.HeadDim,
            ["attn_logit_softcapping"] = null,
            ["final_logit_softcapping"] = null,
            ["sliding_window"] = 4,
            ["sliding_window_pattern"] = 6,
            ["rope_theta"] = 1000000.0,
            ["rope_local_base_freq"] = 10000.0,
            ["rope_scaling"] = new JsonObject { ["rope_type"] = "linear", ["factor"] = 8.0 },
            ["layer_types"] = Types(c),
        }),
        "olmo2" => Common(c, "olmo2", new() { ["hidden_act"] = "silu", ["rms_norm_eps"] = 1e-5, ["attention_bias"] = false }),
        "phi3" => Common(c, "phi3", new()
        {
            ["hidden_act"] = "silu",
            ["rms_norm_eps"] = 1e-5,
            ["partial_rotary_factor"] = .75,
            ["sliding_window"] = null,
            ["rope_scaling"] = null,
            ["original_max_position_embeddings"] = c.MaxPositionEmbeddings,
        }),
        "smollm3" => Common(c, "smollm3", new()
        {
            ["hidden_act"] = "silu",
            ["rms_norm_eps"] = 1e-5,
            ["attention_bias"] = false,
            ["mlp_bias"] = false,
            ["use_sliding_window"] = false,
            ["sliding_window"] = null,
            ["max_window_layers"] = 28,
            ["layer_types"] = Types(c),
            ["no_rope_layer_interval"] = 4,
            ["rope_theta"] = 10000.0,
            ["rope_scaling"] = null,
            ["no_rope_layers"] =
                new JsonArray([.. Enumerable.Range(1, c.NumHiddenLayers).Select(layer => JsonValue.Create(layer % 4 == 0 ? 0 : 1))]),
        }),
        _ => throw new NotSupportedException(family),
    };

    private static JsonArray Types(TransformerConfig c) =>
        [.. Enumerable.Range(0, c.NumHiddenLayers)
            .Select(layer => JsonValue.Create(c.WindowOf(layer) > 0 ? "sliding_attention" : "full_attention"))];

    private static JsonObject Common(TransformerConfig c, string type, JsonObject own)
    {
        (string Key, JsonNode Value)[] all =
        [
            ("model_type", type), ("hidden_size", c.HiddenSize), ("num_attention_heads", c.NumAttentionHeads),
            ("num_key_value_heads", c.NumKeyValueHeads),
            ("num_hidden_layers", c.NumHiddenLayers), ("intermediate_size", c.IntermediateSize),
            ("max_position_embeddings", c.MaxPositionEmbeddings),
            ("vocab_size", c.VocabSize), ("tie_word_embeddings", c.TieWordEmbeddings),
        ];
        foreach (var (key, value) in all) own[key] = value;
        return own;
    }
}
