namespace Attention.Models.Llama;

/// <summary>What the tensors of a Llama are called in one kind of file; names of a layer have its number in front.</summary>
internal sealed record LlamaNames
{
    public static readonly LlamaNames HuggingFace = new()
    {
        Embedding = "model.embed_tokens.weight", Positions = "model.embed_positions.weight", Norm = "model.norm.weight",
            Unembedding = "lm_head.weight",
        Layer = "model.layers.", InputNorm = "input_layernorm.weight",
        Query = "self_attn.q_proj.weight", Key = "self_attn.k_proj.weight", Value = "self_attn.v_proj.weight",
            Output = "self_attn.o_proj.weight",
        MlpNorm = "post_attention_layernorm.weight", Gate = "mlp.gate_proj.weight", Up = "mlp.up_proj.weight",
            Down = "mlp.down_proj.weight",
    };

    public static readonly LlamaNames Gguf = new()
    {
        Embedding = "token_embd.weight", Positions = "position_embd.weight", Norm = "output_norm.weight", Unembedding = "output.weight",
        Layer = "blk.", InputNorm = "attn_norm.weight",
        Query = "attn_q.weight", Key = "attn_k.weight", Value = "attn_v.weight", Output = "attn_output.weight",
        MlpNorm = "ffn_norm.weight", Gate = "ffn_gate.weight", Up = "ffn_up.weight", Down = "ffn_down.weight",
    };

    public required string Embedding { get; init; }

    public required string Positions { get; init; }

    public required string Norm { get; init; }

    public required string Unembedding { get; init; }

    public required string Layer { get; init; }

    public required string InputNorm { get; init; }

    public required string Query { get; init; }

    public required string Key { get; init; }

    public required string Value { get; init; }

    public required string Output { get; init; }

    public required string MlpNorm { get; init; }

    public required string Gate { get; init; }

    public required string Up { get; init; }

    public required string Down { get; init; }
}
