using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Attention.Models.Gguf;

/// <summary>The Llama family in GGUF files: its configuration, its tensor names, and the one oddity, the order of query and key rows.</summary>
public static class GgufLlama
{
    /// <summary>The configuration that the metadata describe.</summary>
    /// <param name="file">An open file.</param>
    /// <returns>The shape of the transformer.</returns>
    /// <exception cref="ModelFileException">Another architecture, or a key is missing.</exception>
    public static TransformerConfig ReadConfig(GgufFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Metadata.GetValueOrDefault("general.architecture") is not "llama")
            throw new ModelFileException(file.Path, $"its architecture is '{file.Metadata.GetValueOrDefault("general.architecture")}'; this course reads 'llama'.");
        int Size(string key) => file.Metadata.GetValueOrDefault("llama." + key) is uint size and < int.MaxValue ? (int)size : throw new ModelFileException(file.Path, $"the key llama.{key} is missing.");
        double Number(string key, double otherwise) => file.Metadata.GetValueOrDefault("llama." + key) is float number ? number : otherwise;
        var (width, heads) = (Size("embedding_length"), Size("attention.head_count"));
        var config = new TransformerConfig
        {
            VocabSize = file.Metadata.GetValueOrDefault("tokenizer.ggml.tokens") is object[] tokens ? tokens.Length : Size("vocab_size"),
            HiddenSize = width,
            NumHiddenLayers = Size("block_count"),
            NumAttentionHeads = heads,
            NumKeyValueHeads = file.Metadata.ContainsKey("llama.attention.head_count_kv") ? Size("attention.head_count_kv") : heads,
            HeadDim = file.Metadata.ContainsKey("llama.attention.key_length") ? Size("attention.key_length") : width / Math.Max(1, heads),
            IntermediateSize = Size("feed_forward_length"),
            MaxPositionEmbeddings = Size("context_length"),
            RopeTheta = Number("rope.freq_base", 10_000),
            RmsNormEps = Number("attention.layer_norm_rms_epsilon", 1e-5),
            TieWordEmbeddings = !file.Tensors.ContainsKey("output.weight"),
        };
        config.Validate();
        return config;
    }

    /// <summary>All parameters in fp32.</summary>
    /// <param name="file">An open file.</param>
    /// <param name="config">Its configuration.</param>
    /// <returns>New weights on the CPU.</returns>
    /// <exception cref="ModelFileException">A tensor is missing or has another shape than the configuration says.</exception>
    public static TransformerWeights ReadWeights(GgufFile file, TransformerConfig config)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(config);
        using var scope = NewDisposeScope();
        var (D, F, V, Q, K) = (config.HiddenSize, config.IntermediateSize, config.VocabSize, config.NumAttentionHeads * config.HeadDim, config.NumKeyValueHeads * config.HeadDim);
        List<(GgufTensor From, Tensor To)> plan = [];

        Tensor Stacked(params (string Name, long Rows)[] parts)    // several matrices one below the other, [rows, D]
        {
            var whole = empty(parts.Sum(p => p.Rows), D);
            var row = 0L;
            foreach (var (name, rows) in parts)
            {
                plan.Add((file.Tensor(name, rows, D), whole.narrow(0, row, rows)));
                row += rows;
            }
            return whole;
        }
        Tensor Single(string name, params long[] shape)
        {
            var tensor = empty(shape);
            plan.Add((file.Tensor(name, shape), tensor));
            return tensor;
        }

        var embedding = Single("token_embd.weight", V, D);
        LayerWeights Layer(int l) => new()
        {
            InputNorm = Single($"blk.{l}.attn_norm.weight", D),
            Qkv = Stacked(($"blk.{l}.attn_q.weight", Q), ($"blk.{l}.attn_k.weight", K), ($"blk.{l}.attn_v.weight", K)),
            Output = Single($"blk.{l}.attn_output.weight", D, Q),
            PostAttentionNorm = Single($"blk.{l}.ffn_norm.weight", D),
            GateUp = Stacked(($"blk.{l}.ffn_gate.weight", F), ($"blk.{l}.ffn_up.weight", F)),
            Down = Single($"blk.{l}.ffn_down.weight", D, F),
        };
        var weights = new TransformerWeights
        {
            Embedding = embedding,
            Layers = [.. Enumerable.Range(0, config.NumHiddenLayers).Select(Layer)],
            Norm = Single("output_norm.weight", D),
            Unembedding = config.TieWordEmbeddings ? embedding : Single("output.weight", V, D),
        };
        Parallel.ForEach(plan, part => file.Read(part.From, MemoryMarshal.Cast<byte, float>(part.To.bytes)));
        foreach (var layer in weights.Layers) RestoreRotaryHalves(layer.Qkv.narrow(0, 0, Q + K), config.HeadDim);
        return weights.Kept();
    }

    /// <summary>In GGUF the two rows that the rotary turn pairs are neighbours; here, as in Hugging Face's files, they lie half a head apart.</summary>
    private static void RestoreRotaryHalves(Tensor queriesAndKeys, int headDim)
    {
        using var scope = NewDisposeScope();
        var paired = queriesAndKeys.view(-1, headDim / 2, 2, queriesAndKeys.shape[1]);                          // [heads, hd / 2, 2, D]
        queriesAndKeys.copy_(paired.transpose(1, 2).reshape(queriesAndKeys.shape));
    }
}
