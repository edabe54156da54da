using Attention.Models.Gguf;

namespace Attention.Tests.Models.Tiny;

/// <summary>A Llama of one layer, wide enough for blocks of 256, in the mixture of types that files called Q4_K_M have; its blocks come
/// from the reference's fixtures.</summary>
internal static class WideLlama
{
    private const int D = 512, HeadDim = 256, F = 512;

    /// <summary>Writes it twice: in blocks, and in the floats that the reference unpacks them to.</summary>
    public static (string Mixed, string Unpacked) Write(string mixed, string unpacked)
    {
        var (packed, plain) = (Keys(), Keys());
        void Both(string name, long rows, GgufType type)
        {
            var (bytes, values) = Rows(type, rows);
            packed.Put(name, [rows, D], (uint)type, bytes);
            plain.Put(name, new TinyTensor([rows, D], values));
        }
        void Norm(string name)
        {
            foreach (var file in new[] { packed, plain }) file.Put(name,
                new TinyTensor([D], [.. Enumerable.Range(0, D).Select(i => 1 + i % 7 * .1f)]));
        }
        Both("token_embd.weight", TinyLlama.Tokens.Length, GgufType.Q6_K);
        Norm("blk.0.attn_norm.weight");
        Both("blk.0.attn_q.weight", 2 * HeadDim, GgufType.Q4_K);
        Both("blk.0.attn_k.weight", HeadDim, GgufType.Q5_K);
        Both("blk.0.attn_v.weight", HeadDim, GgufType.Q6_K);
        Both("blk.0.attn_output.weight", D, GgufType.Q4_K);
        Norm("blk.0.ffn_norm.weight");
        Both("blk.0.ffn_gate.weight", F, GgufType.Q3_K);
        Both("blk.0.ffn_up.weight", F, GgufType.Q2_K);
        Both("blk.0.ffn_down.weight", D, GgufType.Q5_0);
        Norm("output_norm.weight");
        return (packed.Write(mixed), plain.Write(unpacked));
    }

    private static TinyGguf Keys()
    {
        var file = new TinyLlama().Gguf();
        file.Tensors.Clear();
        return file.Set("llama.embedding_length", (uint)D).Set("llama.block_count", 1u).Set("llama.feed_forward_length", (uint)F)
            .Set("llama.rope.dimension_count", (uint)HeadDim);
    }

    /// <summary>The eight rows of the fixture again and again, each time one further, so that no two rows of a matrix repeat at
    /// once.</summary>
    private static (byte[] Bytes, float[] Values) Rows(GgufType type, long rows)
    {
        using var bytes = Fixture.Read("gguf/blocks.safetensors", $"{type}.bytes");
        using var values = Fixture.Read("gguf/blocks.safetensors", $"{type}.values");
        var (stored, floats) = (bytes.data<byte>().ToArray().Chunk((int)bytes.shape[1]).ToArray(),
            values.data<float>().ToArray().Chunk(D).ToArray());
        var order = Enumerable.Range(0, (int)rows).Select(row => (row + row / 8) % 8).ToArray();
        return ([.. order.SelectMany(row => stored[row])], [.. order.SelectMany(row => floats[row])]);
    }
}
