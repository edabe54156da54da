using System.Buffers.Binary;
using Attention.Models;
using Attention.Tests.Models.Tiny;

namespace Attention.Tests.Models.Gguf;

/// <summary>What is not computed, or cannot be, is refused in one sentence that names the file, the key or tensor, and what to do;
/// nothing large is allocated first.</summary>
public sealed class RefusedGgufTests : IDisposable
{
    private const string Query = "blk.0.attn_q.weight", NextQuery = "blk.1.attn_q.weight";
    private readonly TemporaryFolder folder = new();
    private readonly TinyGguf file = new TinyLlama().Gguf();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, object?, string> Keys => new()
    {
        { "general.architecture", "mamba", "is 'mamba', and read are 'llama'" },
        { "general.architecture", null, "is missing, and read are 'llama'" },
        { "general.architecture", 7u, "general.architecture is 7 (UInt32) where a text is due" },
        { "general.type", "adapter", "it is no model but 'adapter'" },
        { "general.alignment", 33u, "general.alignment is 33" },
        { "general.alignment", 0u, "general.alignment is 0" },
        { "split.count", 3u, "it is one of 3 parts of a model" },
        { "llama.context_length", 0u, "llama.context_length is 0, and a whole number from 1" },
        { "llama.context_length", null, "llama.context_length is missing" },
        { "llama.context_length", "long", "llama.context_length is 'long' (String) where a whole number is due" },
        { "llama.context_length", 1UL << 40, "a whole number from 1 to two billion is due" },
        { "llama.block_count", 1_000_000_000u, "it holds 2 layers, and the configuration asks for 1,000,000,000" },
        { "llama.block_count", 1u, "it holds 2 layers, and the configuration asks for 1;" },
        { "llama.block_count", 0u, "llama.block_count is 0" },
        { "llama.embedding_length", 2147483646u, "llama.rope.dimension_count is 16" },
        { "llama.embedding_length", 33u, "heads must divide the width, 33" },
        { "llama.feed_forward_length", 2147483646u, "asks for [2147483646, 32]" },
        { "llama.feed_forward_length", 0u, "llama.feed_forward_length is 0" },
        { "llama.attention.head_count", 0u, "llama.attention.head_count is 0" },
        { "llama.attention.head_count", 2147483646u, "llama.attention.head_count is 2147483646" },
        { "llama.attention.head_count", new[] { 2, 2 }, "llama.attention.head_count is a list of 2 Int32 (Array) where a whole number "
            + "is due" },
        { "llama.attention.head_count_kv", 0u, "llama.attention.head_count_kv is 0" },
        { "llama.attention.key_length", 0u, "llama.attention.key_length is 0" },
        { "llama.attention.key_length", 1_073_741_824u, "rope.dimension_count" },
        { "llama.attention.value_length", 8u, "llama.attention.value_length is 8" },
        { "llama.rope.dimension_count", 8u, "llama.rope.dimension_count is 8" },
        { "llama.rope.freq_base", 0f, "llama.rope.freq_base is 0, and a positive number is due" },
        { "llama.rope.freq_base", float.NaN, "llama.rope.freq_base is NaN" },
        { "llama.rope.freq_base", -1f, "llama.rope.freq_base is -1" },
        { "llama.rope.freq_base", float.PositiveInfinity, "llama.rope.freq_base is" },
        { "llama.rope.scaling.type", "yarn", "llama.rope.scaling.type is 'yarn', and computed are 'none' and 'linear'" },
        { "llama.rope.scaling.factor", 0f, "llama.rope.scaling.factor is 0" },
        { "llama.attention.layer_norm_rms_epsilon", float.NaN, "layer_norm_rms_epsilon is NaN" },
        { "llama.attention.layer_norm_rms_epsilon", -1f, "layer_norm_rms_epsilon is -1" },
        { "llama.attention.layer_norm_rms_epsilon", null, "layer_norm_rms_epsilon is missing" },
        { "llama.expert_count", 8u, "mixtures of experts" },
        { "llama.attention.sliding_window", 16u, "attention within a window is not computed" },
        { "llama.attention.causal", false, "attention to later tokens" },
        { "llama.attn_logit_softcapping", 50f, "llama.attn_logit_softcapping is 50, and this key is not known" },
        { "llama.logit_scale", 2f, "llama.logit_scale is 2, and this key is not known" },
        { "tokenizer.ggml.tokens", 4u, "tokenizer.ggml.tokens is 4 (UInt32) where a list is due" },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_that_is_wrong_or_not_computed_is_named(string key, object? value, string due) => Refused(file.Set(key, value), due);

    [Fact]
    public void More_tokens_than_the_embedding_has_rows_are_refused()
    {
        file.Set("tokenizer.ggml.tokens", TinyLlama.Tokens.Append("more").ToArray()).Set("tokenizer.ggml.token_type",
            Enumerable.Repeat(1, 265).ToArray());
        Refused(file, "tensor token_embd.weight is [264, 32], and the model's configuration asks for [265, 32]");
    }

    [Fact]
    public void A_claimed_context_costs_nothing()
    {
        file.Set("llama.context_length", 2147483646u).Write(folder["m.gguf"]);
        using var model = LanguageModel.Load(folder["m.gguf"]);
        Assert.Equal(2147483646, model.Config.MaxPositionEmbeddings);
        Assert.NotEmpty(TinyTrace.Of(model).Logits);
    }

    [Fact]
    public void Linear_scaling_is_read_under_its_old_and_its_new_key()
    {
        foreach (var key in new[] { "llama.rope.scaling.factor", "llama.rope.scale_linear" })
        {
            using var model = LanguageModel.Load(new TinyLlama().Gguf().Set(key, 4f).Write(folder["m.gguf"]));
            Assert.Equal(new Attention.Models.Layers.LinearRopeScaling(4), model.Config.RopeScaling);
        }
    }

    [Fact]
    public void Two_tensors_of_one_name_are_refused()
    {
        file.Tensors.Add(file.Tensors.Find(tensor => tensor.Name == Query)!);
        Refused(file, $"two tensors are called {Query}");
    }

    [Fact]
    public void Two_keys_of_one_name_are_refused()
    {
        file.Keys.Add(file.Keys[3]);
        Refused(file, $"it has the key '{file.Keys[3].Key}' twice");
    }

    [Fact]
    public void Overlapping_tensors_are_refused() => Refused(file.Change(NextQuery, tensor => tensor with { Offset = 32 }),
        $"tensor {NextQuery} begins at 32, inside the tensor before it");

    [Fact]
    public void A_tensor_that_is_not_aligned_is_refused() =>
        Refused(file.Change("output_norm.weight", tensor => tensor with { Offset = 33_792 + 1 }), "or not aligned");

    [Fact]
    public void A_tensor_beyond_the_end_is_refused()
    {
        var bytes = file.Bytes();
        File.WriteAllBytes(folder["m.gguf"], bytes[..^64]);
        Refused("reaches beyond the end of the file, which seems to be cut off; get the file again.");
    }

    [Fact]
    public void A_tensor_of_more_numbers_than_the_file_has_bits_is_refused() =>
        Refused(file.Put(Query, [1 << 20, 1 << 20, 1 << 20, 1 << 20], 0, []), $"tensor {Query} has more numbers than the file has bits");

    [Fact]
    public void A_type_that_is_not_read_is_named_and_so_are_those_that_are()
    {
        var message = Refused(file.Change(Query, tensor => tensor with { Type = 16 }), $"its tensor {Query} is stored as IQ2_XXS");
        Assert.Contains("F32, F16, BF16, Q4_0", message, StringComparison.Ordinal);
        Refused(file.Change(Query, tensor => tensor with { Type = 99 }), "is stored as type 99");
    }

    [Fact]
    public void Rows_that_are_no_whole_blocks_are_refused() =>
        Refused(file.Change(Query, tensor => tensor with { Type = 12 }), "no whole blocks of Q4_K (256 numbers each)");

    [Fact]
    public void A_tensor_that_nobody_uses_is_refused() =>
        Refused(file.Put("blk.0.attn_q_norm.weight", new TinyTensor([16], new float[16])), "blk.0.attn_q_norm.weight");

    [Fact]
    public void A_missing_tensor_is_named()
    {
        file.Tensors.RemoveAll(tensor => tensor.Name == "blk.1.ffn_up.weight");
        Refused(file, "tensor blk.1.ffn_up.weight is missing");
    }

    [Fact]
    public void Weights_that_are_not_finite_are_named()
    {
        var query = new TinyTensor([32, 32], new float[1024]);
        query.Values[1000] = float.NaN;
        Refused(file.Put(Query, query), $"tensor {Query} holds numbers that are infinite or none at all (NaN)");
        Refused(file.Put(Query, [32, 32], 8, [.. Enumerable.Range(0,
            32).SelectMany(_ => (byte[])[0, 0x7C, .. new byte[32].Select(_ => (byte)1)])]), $"tensor {Query} holds numbers");
    }

    [Fact]
    public void Divisors_of_angles_must_be_one_for_each_pair_and_positive()
    {
        Refused(file.Put("rope_freqs.weight", new TinyTensor([4], [1, 1, 1, 1])), "rope_freqs.weight has [4] numbers where 8 are due");
        Refused(file.Put("rope_freqs.weight", new TinyTensor([8], [1, 1, 1, 1, 0, 1, 1, 1])), "not positive");
    }

    [Theory]
    [InlineData(1, "it is of GGUF version 1, and versions 2 and 3 are read")]
    [InlineData(0x03000000, "high byte first")]
    public void Another_version_is_refused(uint version, string due)
    {
        file.Version = version;
        Refused(file, due);
    }

    [Theory]
    [InlineData(8)]         // tensors
    [InlineData(16)]        // keys
    [InlineData(24)]        // length of the first key
    public void A_count_larger_than_the_file_is_refused(int at)
    {
        var bytes = file.Bytes();
        foreach (var count in new[] { ulong.MaxValue, 1UL << 62, 1UL << 31, 1UL << 20 })
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), count);
            File.WriteAllBytes(folder["m.gguf"], bytes);
            Refused("");
        }
    }

    [Fact]
    public void An_array_of_arrays_is_refused()
    {
        var bytes = new TinyGguf().Set("a", new byte[16]).Bytes();
        bytes[24 + 8 + 1 + 4] = 9;                  // header, length of the key, key, type of the value: here the type of the elements
        File.WriteAllBytes(folder["m.gguf"], bytes);
        Refused("the key 'a' holds an array of arrays");
    }

    private string Refused(TinyGguf gguf, string due)
    {
        gguf.Write(folder["m.gguf"]);
        return Refused(due);
    }

    private string Refused(string due)
    {
        var error = Assert.Throws<ModelFileException>(() => LanguageModel.Load(folder["m.gguf"], new() { Device = "cpu" }));
        Assert.StartsWith(folder["m.gguf"] + ": ", error.Message, StringComparison.Ordinal);
        Assert.Contains(due, error.Message, StringComparison.Ordinal);
        foreach (var inner in new[] { "Attention.Models", "System.", "not readable" }) Assert.DoesNotContain(inner, error.Message,
            StringComparison.Ordinal);
        return error.Message;
    }
}
