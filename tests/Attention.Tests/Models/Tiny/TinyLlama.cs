using System.Text.Json.Nodes;
using Attention.Models;
using Attention.Models.Gguf;
using static TorchSharp.torch;

namespace Attention.Tests.Models.Tiny;

/// <summary>
/// A Llama of two layers with random weights, as a Hugging Face folder or a GGUF file: the same numbers that were given to llama.cpp for
/// Fixtures/gguf/llama-cpp.json, so that what it computed holds here.
/// </summary>
internal sealed class TinyLlama
{
    public const int D = 32, L = 2, H = 2, KV = 1, HeadDim = 16, F = 64, Context = 64;
    public const string Text = "the cat sat on the mat, the cat.";

    private readonly PythonRandom random = new(1);

    public TinyLlama()
    {
        long V = Tokens.Length;
        Weights["model.embed_tokens.weight"] = Matrix(V, D);
        Weights["model.norm.weight"] = Norm();
        for (var l = 0; l < L; l++)
        {
            var layer = $"model.layers.{l}.";
            foreach (var norm in new[] { "input_layernorm", "post_attention_layernorm" }) Weights[$"{layer}{norm}.weight"] = Norm();
            foreach (var (name, rows) in new[] { ("q", H * HeadDim), ("k", KV * HeadDim), ("v",
                KV * HeadDim) }) Weights[$"{layer}self_attn.{name}_proj.weight"] = Matrix(rows, D);
            Weights[layer + "self_attn.o_proj.weight"] = Matrix(D, H * HeadDim);
            foreach (var name in new[] { "gate", "up" }) Weights[$"{layer}mlp.{name}_proj.weight"] = Matrix(F, D);
            Weights[layer + "mlp.down_proj.weight"] = Matrix(D, F);
        }
    }

    /// <summary>The byte-level alphabet and a few merges.</summary>
    public static string[] Tokens { get; } = ["<|endoftext|>", .. ByteCharacters(), "th", "the", "34", "12", "123", "45", "456"];

    /// <summary>Weights by their names in Hugging Face's files.</summary>
    public Dictionary<string, TinyTensor> Weights { get; } = [];

    /// <summary>The model whose numbers are those that a type makes of these; norms are left alone where a GGUF file keeps them in
    /// fp32.</summary>
    public static TinyLlama Rounded(GgufType type, bool norms)
    {
        var llama = new TinyLlama();
        foreach (var (name, tensor) in llama.Weights.ToList())
            if (norms || tensor.Shape.Length > 1) llama.Weights[name] = tensor.Rounded(type);
        return llama;
    }

    public static JsonObject Config() => new()
    {
        ["architectures"] = new JsonArray("LlamaForCausalLM"),
        ["model_type"] = "llama",
        ["attention_bias"] =
            false,
        ["hidden_act"] = "silu",
        ["hidden_size"] = D,
        ["intermediate_size"] = F,
        ["max_position_embeddings"] = Context,
        ["num_attention_heads"] = H,
        ["num_hidden_layers"] =
            L,
        ["num_key_value_heads"] = KV,
        ["head_dim"] = HeadDim,
        ["rms_norm_eps"] = 1e-5,
        ["rope_theta"] = 500000.0,
        ["rope_scaling"] = null,
        ["tie_word_embeddings"] =
            true,
        ["vocab_size"] = Tokens.Length,
    };

    /// <summary>Writes a folder.</summary>
    /// <param name="folder">Made if missing.</param>
    /// <param name="change">Changes the configuration.</param>
    /// <param name="type">What weights are stored in.</param>
    /// <param name="shards">How many files they lie in.</param>
    public string WriteFolder(string folder, Action<JsonObject>? change = null, ScalarType type = ScalarType.Float32, int shards = 1)
    {
        var config = Config();
        change?.Invoke(config);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "config.json"), config.ToJsonString());
        WriteTokens(folder, Tokens);
        WriteWeights(folder, type, shards);
        return folder;
    }

    public static void WriteTokens(string folder, string[] tokens, IEnumerable<string>? merges = null)
    {
        File.WriteAllText(Path.Combine(folder, "vocab.json"),
            new JsonObject(tokens.Select((token, id) => KeyValuePair.Create(token, (JsonNode?)id))).ToJsonString());
        File.WriteAllText(Path.Combine(folder, "merges.txt"), $"#version: 0.2\n{string.Join('\n', merges ?? ["t h", "th e"])}\n");
    }

    /// <summary>A GGUF file of the same weights, to be changed and written.</summary>
    /// <param name="type">What matrices are stored in; norms are always fp32.</param>
    public TinyGguf Gguf(GgufType type = GgufType.F32)
    {
        var file = new TinyGguf();
        foreach (var (key, value) in Metadata()) file.Set(key, value);
        foreach (var (name, tensor) in Weights) file.Put(GgufName(name), IsTurned(name) ? Paired(tensor)
            : tensor, tensor.Shape.Length > 1 ? type : GgufType.F32);
        return file;
    }

    private static IEnumerable<(string Key, object Value)> Metadata() =>
    [
        ("general.architecture", "llama"), ("llama.context_length", (uint)Context), ("llama.embedding_length", (uint)D),
            ("llama.block_count", (uint)L),
        ("llama.feed_forward_length", (uint)F), ("llama.attention.head_count", (uint)H), ("llama.attention.head_count_kv", (uint)KV),
        ("llama.rope.dimension_count", (uint)HeadDim), ("llama.rope.freq_base", 500000f), ("llama.attention.layer_norm_rms_epsilon", 1e-5f),
        ("llama.vocab_size", (uint)Tokens.Length), ("tokenizer.ggml.model", "gpt2"), ("tokenizer.ggml.pre", "smollm"),
            ("tokenizer.ggml.tokens", Tokens),
        ("tokenizer.ggml.merges", new[] { "t h", "th e" }), ("tokenizer.ggml.token_type",
            Tokens.Select((_, id) => id == 0 ? 3 : 1).ToArray()),
        ("tokenizer.ggml.bos_token_id", 0u), ("tokenizer.ggml.eos_token_id", 0u),
    ];

    private static string GgufName(string name)
    {
        foreach (var (ours, theirs) in new[]
        {
            ("model.embed_tokens", "token_embd"), ("model.norm", "output_norm"), ("model.layers.", "blk."),
                ("self_attn.q_proj", "attn_q"), ("self_attn.k_proj", "attn_k"),
            ("self_attn.v_proj", "attn_v"), ("self_attn.o_proj", "attn_output"), ("mlp.gate_proj", "ffn_gate"),
                ("mlp.up_proj", "ffn_up"), ("mlp.down_proj", "ffn_down"),
            ("input_layernorm", "attn_norm"), ("post_attention_layernorm", "ffn_norm"),
        })
            name = name.Replace(ours, theirs, StringComparison.Ordinal);
        return name;
    }

    private static bool IsTurned(string name) => name.Contains("q_proj", StringComparison.Ordinal)
        || name.Contains("k_proj", StringComparison.Ordinal);

    /// <summary>GGUF keeps the two rows of a rotary pair as neighbours.</summary>
    private static TinyTensor Paired(TinyTensor tensor)
    {
        var rows = tensor.Values.Chunk(D).ToArray();
        var paired = from head in Enumerable.Range(0, rows.Length / HeadDim)
                     from pair in Enumerable.Range(0, HeadDim / 2)
                     from half in new[] { 0, HeadDim / 2 }
                     select rows[head * HeadDim + half + pair];
        return tensor with { Values = [.. paired.SelectMany(row => row)] };
    }

    private void WriteWeights(string folder, ScalarType type, int shards)
    {
        using var scope = NewDisposeScope();
        var tensors = Weights.Select(weight => (weight.Key, tensor(weight.Value.Values).reshape(weight.Value.Shape).to(type))).ToList();
        if (shards == 1)
        {
            SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"), tensors);
            return;
        }
        var map = new JsonObject();
        foreach (var (index, shard) in tensors.Chunk((tensors.Count + shards - 1) / shards).Index())
        {
            var name = $"model-{index + 1:00000}-of-{shards:00000}.safetensors";
            SafetensorsWriter.Write(Path.Combine(folder, name), shard);
            foreach (var (tensor, _) in shard) map.Add(tensor, name);
        }
        File.WriteAllText(Path.Combine(folder, "model.safetensors.index.json"),
            new JsonObject { ["metadata"] = new JsonObject(), ["weight_map"] = map }.ToJsonString());
    }

    private TinyTensor Matrix(long rows, long columns) =>
        new([rows, columns], [.. Enumerable.Range(0, (int)(rows * columns)).Select(_ => (float)random.Gauss(0, .5))]);

    private TinyTensor Norm() => new([D], [.. Enumerable.Range(0, D).Select(_ => (float)(1 + .1 * random.Gauss(0, 1)))]);

    private static IEnumerable<string> ByteCharacters()
    {
        var next = 256;
        for (var b = 0; b < 256; b++)
            yield return ((char)(b is >= 33 and <= 126 or >= 161 and <= 172 or >= 174 ? b : next++)).ToString();
    }
}
