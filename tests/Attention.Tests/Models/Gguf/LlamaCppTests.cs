using System.Text.Json.Nodes;
using Attention.Models;
using Attention.Tests.Models.Tiny;

namespace Attention.Tests.Models.Gguf;

/// <summary>The same tiny files were given to llama.cpp; what it computed stands in Fixtures/gguf/llama-cpp.json.</summary>
public sealed class LlamaCppTests : IDisposable
{
    private static readonly JsonNode Expected = JsonNode.Parse(File.ReadAllText(Fixture.Path("gguf/llama-cpp.json")))!;
    private readonly TemporaryFolder folder = new();
    private readonly TinyLlama llama = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_plain_file_gives_the_logits_of_llama_cpp() => SameLogits("gg-plain", llama.Gguf());

    [Fact]
    public void Angles_are_divided_by_rope_freqs_as_in_files_of_Llama_3() =>
        SameLogits("gg-rope-freqs", llama.Gguf().Put("rope_freqs.weight", new TinyTensor([8], [1, 1, 1, 2, 4, 8, 8, 8])));

    [Fact]
    public void Another_way_to_split_texts_leaves_the_network_as_it_is() =>
        SameLogits("gg-pre-llama-bpe", llama.Gguf().Set("tokenizer.ggml.pre", "llama-bpe").Set("tokenizer.ggml.merges", new[] { "3 "
            + "4", "1 2", "12 3", "4 5", "45 6" }));

    [Fact]
    public void Biases_that_are_not_computed_are_refused_and_not_left_out()
    {
        var file = llama.Gguf();
        for (var l = 0; l < TinyLlama.L; l++) file.Put($"blk.{l}.attn_q.bias",
            new TinyTensor([TinyLlama.H * TinyLlama.HeadDim], [.. Enumerable.Repeat(.5f, TinyLlama.H * TinyLlama.HeadDim)]));
        var error = Assert.Throws<ModelFileException>(() => LanguageModel.Load(file.Write(folder["bias.gguf"])));
        Assert.Contains("blk.0.attn_q.bias", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_of_the_text_are_those_of_llama_cpp()
    {
        using var model = LanguageModel.Load(llama.Gguf().Write(folder["plain.gguf"]));
        Assert.Equal(Ids("gg-plain"), model.Tokenizer.Encode(TinyLlama.Text).Tokens.Select(token => token.Id));
    }

    private static int[] Ids(string name) => [.. Expected[name]!["ids"]!.AsArray().Select(id => (int)id!)];

    private void SameLogits(string name, TinyGguf file)
    {
        var computed = TinyTrace.Of(file.Write(folder[name + ".gguf"]), Ids(name)).LastLogits;
        var due = Expected[name]!["last_logits"]!.AsArray().Select(logit => (float)logit!).ToArray();
        Assert.Equal(due.Length, computed.Length);
        Assert.InRange(TinyTrace.Largest(due, computed), 0, 1e-3);
    }
}
