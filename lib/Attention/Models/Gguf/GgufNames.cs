namespace Attention.Models.Gguf;

/// <summary>What tensors are called in GGUF files: the same for all families, each of which has some of them.</summary>
internal static class GgufNames
{
    /// <summary>Queries, keys and values apart, gate and up apart.</summary>
    public static readonly TensorNames Common = new()
    {
        Embedding = "token_embd",
        Positions = "position_embd",
        Norm = "output_norm",
        Unembedding = "output",
        Layer = "blk.",
        InputNorm = "attn_norm",
        Query = "attn_q",
        Key = "attn_k",
        Value = "attn_v",
        QueryNorm = "attn_q_norm",
        KeyNorm = "attn_k_norm",
        Output = "attn_output",
        AttnOutNorm = "post_attention_norm",
        MlpNorm = "ffn_norm",
        Gate = "ffn_gate",
        Up = "ffn_up",
        Down = "ffn_down",
        MlpOutNorm = "post_ffw_norm",
    };

    /// <summary>Queries, keys and values in one.</summary>
    public static readonly TensorNames Fused = Common with { Qkv = "attn_qkv" };
}
